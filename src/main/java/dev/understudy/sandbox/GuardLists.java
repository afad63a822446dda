package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.RandomAccess;
import java.util.SequencedCollection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;

/** What a list can do, and how one is made. */
@NullUnmarked
@SuppressWarnings("NonApiType")
public final class GuardLists {
    private GuardLists() {}

    /** Moves what comes after a place. */
    private static void shift(List<?> self) {
        if (self instanceof RandomAccess) {
            Cost.scan(self.size());
        } else {
            GuardCollections.reach(self);
        }
    }

    @StandsFor(value = ArrayList.class, method = "new")
    public static <E> ArrayList<E> withRoom(int capacity) {
        Cost.references(capacity);
        return new ArrayList<>(capacity);
    }

    @StandsFor(value = ArrayList.class, method = "new")
    public static <E> ArrayList<E> copy(Collection<? extends E> elements) {
        Cost.references(elements.size());
        return new ArrayList<>(elements);
    }

    @StandsFor(ArrayList.class)
    public static void ensureCapacity(ArrayList<?> self, int capacity) {
        if (capacity > self.size()) {
            Cost.references(capacity);
        }
        self.ensureCapacity(capacity);
    }

    @StandsFor(ArrayList.class)
    public static void trimToSize(ArrayList<?> self) {
        Cost.references(self.size());
        self.trimToSize();
    }

    @StandsFor(List.class)
    public static <E> E get(List<E> self, int index) {
        GuardCollections.reach(self);
        return self.get(index);
    }

    @StandsFor(List.class)
    public static <E> E set(List<E> self, int index, E element) {
        GuardCollections.reach(self);
        return self.set(index, element);
    }

    @StandsFor(List.class)
    public static <E> void add(List<E> self, int index, E element) {
        shift(self);
        self.add(index, element);
    }

    @StandsFor(List.class)
    public static <E> boolean addAll(List<E> self, int index, Collection<? extends E> others) {
        Cost.references((long) self.size() + others.size());
        return self.addAll(index, others);
    }

    @StandsFor(List.class)
    public static <E> E remove(List<E> self, int index) {
        shift(self);
        return self.remove(index);
    }

    @StandsFor(SequencedCollection.class)
    public static <E> void addFirst(SequencedCollection<E> self, E element) {
        if (self instanceof List<?> list) {
            shift(list);
        }
        self.addFirst(element);
    }

    @StandsFor(SequencedCollection.class)
    public static <E> E removeFirst(SequencedCollection<E> self) {
        if (self instanceof List<?> list) {
            shift(list);
        }
        return self.removeFirst();
    }

    @StandsFor(List.class)
    public static int indexOf(List<?> self, Object element) {
        GuardCollections.lookFor(self, element);
        return self.indexOf(element);
    }

    @StandsFor(List.class)
    public static int lastIndexOf(List<?> self, Object element) {
        GuardCollections.lookFor(self, element);
        return self.lastIndexOf(element);
    }

    @StandsFor(List.class)
    public static <E> ListIterator<E> listIterator(List<E> self, int index) {
        GuardCollections.reach(self);
        return self.listIterator(index);
    }

    @StandsFor(List.class)
    public static <E> void replaceAll(List<E> self, UnaryOperator<E> change) {
        Cost.linear(self.size());
        self.replaceAll(change);
    }

    @StandsFor(List.class)
    public static <E> void sort(List<E> self, Comparator<? super E> order) {
        Walk.of(self);
        Cost.sort(self.size());
        Cost.references(self.size());
        self.sort(order);
    }

    @StandsFor(List.class)
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <E> List<E> of(E... elements) {
        Cost.references(elements.length);
        return List.of(elements);
    }

    @StandsFor(List.class)
    public static <E> List<E> copyOf(Collection<? extends E> elements) {
        Cost.references(elements.size());
        return List.copyOf(elements);
    }
}
