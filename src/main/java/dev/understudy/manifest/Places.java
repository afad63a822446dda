package dev.understudy.manifest;

import java.util.HashMap;
import java.util.Map;

/** Where the values of a YAML file stand, by JSON pointer: what is found wrong later is told with its line. */
public final class Places {
    private final Map<String, Place> keys;
    private final Map<String, Place> values;

    private Places(Map<String, Place> keys, Map<String, Place> values) {
        this.keys = keys;
        this.values = values;
    }

    /**
     * Where a value stands; for a list or a mapping under a key, where the key stands.
     *
     * @param pointer {@code /facts/in/0}; an unknown one gives the place of its nearest known parent
     */
    public Place place(String pointer) {
        return nearest(values, pointer);
    }

    /**
     * Where the key of a value stands, for what is wrong with the key itself.
     *
     * @param pointer {@code /facts/in}; for an item of a list, and for an unknown pointer, as {@link #place}
     */
    public Place key(String pointer) {
        Place key = keys.get(pointer);
        return key == null ? place(pointer) : key;
    }

    private static Place nearest(Map<String, Place> known, String pointer) {
        String rest = pointer;
        while (true) {
            Place place = known.get(rest);
            if (place != null) {
                return place;
            }
            int slash = rest.lastIndexOf('/');
            if (slash < 0) {
                return Place.TOP;
            }
            rest = rest.substring(0, slash);
        }
    }

    /** One step of a pointer, escaped after RFC 6901. */
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** Collects the places while a file is read. */
    static final class Builder {
        private final Map<String, Place> keys = new HashMap<>();
        private final Map<String, Place> values = new HashMap<>();

        void key(String pointer, Place place) {
            keys.putIfAbsent(pointer, place);
        }

        void value(String pointer, Place place) {
            values.putIfAbsent(pointer, place);
        }

        Places build() {
            return new Places(Map.copyOf(keys), Map.copyOf(values));
        }
    }
}
