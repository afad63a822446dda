package dev.understudy.bench.fuzz.classes;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The constant pool of a class file, read without any library. */
final class Pool {
    private final Object[] entries;
    private final Set<String> classes = new LinkedHashSet<>();
    private final List<Member> members = new ArrayList<>();
    private final Set<String> descriptors = new LinkedHashSet<>();
    private final Set<String> oddities = new LinkedHashSet<>();

    /**
     * A field or method that is referred to.
     *
     * @param owner binary name with slashes, or an array's descriptor
     */
    record Member(boolean field, String owner, String name, String descriptor) {}

    private record Reference(int tag, int first, int second) {}

    private Pool(byte[] file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        entries = new Object[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            entries[i] = entry(tag, in);
            if (tag == 5 || tag == 6) {
                i++;
            }
        }
    }

    /** Reads it from a class file that the JVM took. */
    static Pool of(byte[] file) {
        try {
            Pool pool = new Pool(file);
            pool.resolve();
            return pool;
        } catch (IOException e) {
            throw new IllegalArgumentException("It is no class file.", e);
        }
    }

    private static Object entry(int tag, DataInputStream in) throws IOException {
        return switch (tag) {
            case 1 -> in.readUTF();
            case 3, 4 -> in.readInt();
            case 5, 6 -> in.readLong();
            case 7, 8, 16, 19, 20 -> new Reference(tag, in.readUnsignedShort(), 0);
            case 9, 10, 11, 12, 17, 18 -> new Reference(tag, in.readUnsignedShort(), in.readUnsignedShort());
            case 15 -> new Reference(tag, in.readUnsignedByte(), in.readUnsignedShort());
            default -> throw new IOException("Tag " + tag);
        };
    }

    private void resolve() {
        for (Object entry : entries) {
            if (entry instanceof Reference reference) {
                switch (reference.tag()) {
                    case 7 -> classes.add(text(reference.first()));
                    case 9, 10, 11 -> member(reference);
                    case 16 -> descriptors.add(text(reference.first()));
                    case 18 ->
                        descriptors.add(text(reference(reference.second()).second()));
                    case 17 -> oddities.add("a computed constant");
                    case 19, 20 -> oddities.add("a module");
                    default -> {
                        // Texts, and what the others refer to.
                    }
                }
            }
        }
    }

    private void member(Reference reference) {
        Reference pair = reference(reference.second());
        members.add(new Member(
                reference.tag() == 9,
                text(reference(reference.first()).first()),
                text(pair.first()),
                text(pair.second())));
    }

    private Reference reference(int index) {
        return (Reference) entries[index];
    }

    private String text(int index) {
        return (String) entries[index];
    }

    /** Binary names with slashes, or descriptors of arrays. */
    Set<String> classes() {
        return classes;
    }

    List<Member> members() {
        return members;
    }

    /** Of lambdas and their types; those of members are with the members. */
    Set<String> descriptors() {
        return descriptors;
    }

    /** What no class of rules has at all. */
    Set<String> oddities() {
        return oddities;
    }
}
