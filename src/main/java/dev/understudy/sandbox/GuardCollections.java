package dev.understudy.sandbox;

import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Queue;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/** What each collection can do. What a list alone can do is in {@link GuardLists}. */
@NullUnmarked
public final class GuardCollections {
    private GuardCollections() {}

    private static <C extends Collection<?>> C read(C self) {
        Cost.linear(self.size());
        return self;
    }

    /** Looks for an element: in no time in a set, one by one elsewhere. */
    static void lookFor(Collection<?> self, Object element) {
        if (self instanceof Set<?>) {
            Keys.lookUp(self, element);
        } else {
            Cost.linear(Cost.times(self.size(), Walk.of(element) + 1));
        }
    }

    /** Looks for each element of one in the other. */
    private static void lookForAll(Collection<?> self, Collection<?> others) {
        long each = Walk.of(self) + Walk.of(others);
        boolean sets = self instanceof Set<?> && others instanceof Set<?>;
        if (sets) {
            Keys.all(self);
            Keys.all(others);
        }
        Cost.linear(sets ? each : Cost.times(self.size(), others.size()) + each);
    }

    @StandsFor(Collection.class)
    public static int size(Collection<?> self) {
        return Cost.counted(self, self.size());
    }

    @StandsFor(Collection.class)
    public static <E> boolean add(Collection<E> self, E element) {
        if (self instanceof Set<?>) {
            Keys.lookUp(self, element);
        }
        Cost.growth(self.size());
        return self.add(element);
    }

    @StandsFor(Collection.class)
    public static <E> boolean addAll(Collection<E> self, Collection<? extends E> others) {
        if (self instanceof Set<?>) {
            Keys.all(others);
            Cost.entries((long) self.size() + others.size());
        } else {
            Cost.references((long) self.size() + others.size());
        }
        return self.addAll(others);
    }

    @StandsFor(Collection.class)
    public static void clear(Collection<?> self) {
        read(self).clear();
    }

    @StandsFor(Collection.class)
    public static boolean contains(Collection<?> self, Object element) {
        lookFor(self, element);
        return self.contains(element);
    }

    @StandsFor(Collection.class)
    public static boolean containsAll(Collection<?> self, Collection<?> others) {
        lookForAll(self, others);
        return self.containsAll(others);
    }

    @StandsFor(Collection.class)
    public static boolean remove(Collection<?> self, Object element) {
        lookFor(self, element);
        return self.remove(element);
    }

    @StandsFor(Collection.class)
    public static boolean removeAll(Collection<?> self, Collection<?> others) {
        lookForAll(self, others);
        return self.removeAll(others);
    }

    @StandsFor(Collection.class)
    public static boolean retainAll(Collection<?> self, Collection<?> others) {
        lookForAll(self, others);
        return self.retainAll(others);
    }

    @StandsFor(Collection.class)
    public static <E> boolean removeIf(Collection<E> self, Predicate<? super E> test) {
        return read(self).removeIf(test);
    }

    @StandsFor(Collection.class)
    public static <E> Stream<E> stream(Collection<E> self) {
        return read(self).stream();
    }

    @StandsFor(Collection.class)
    public static Object[] toArray(Collection<?> self) {
        Cost.references(self.size());
        return self.toArray();
    }

    @StandsFor(Collection.class)
    public static <T> T[] toArray(Collection<?> self, T[] array) {
        Cost.references(self.size());
        return self.toArray(array);
    }

    @StandsFor(Collection.class)
    public static <T> T[] toArray(Collection<?> self, IntFunction<T[]> array) {
        Cost.references(self.size());
        return self.toArray(array);
    }

    @StandsFor(Iterable.class)
    public static <E> void forEach(Iterable<E> self, Consumer<? super E> each) {
        if (self instanceof Collection<?> elements) {
            Cost.linear(elements.size());
        }
        self.forEach(each);
    }

    /** The collection may be a long list that closes the gap. */
    @StandsFor(Iterator.class)
    public static void remove(Iterator<?> self) {
        Meter.steps(16);
        self.remove();
    }

    @StandsFor(Iterator.class)
    public static <E> void forEachRemaining(Iterator<E> self, Consumer<? super E> each) {
        self.forEachRemaining(element -> {
            Meter.step();
            each.accept(element);
        });
    }

    @StandsFor(ListIterator.class)
    public static <E> void add(ListIterator<E> self, E element) {
        Meter.steps(16);
        self.add(element);
    }

    @StandsFor(Queue.class)
    public static <E> boolean offer(Queue<E> self, E element) {
        Meter.step();
        Cost.growth(self.size());
        return self.offer(element);
    }

    @StandsFor(Deque.class)
    public static boolean removeFirstOccurrence(Deque<?> self, Object element) {
        lookFor(self, element);
        return self.removeFirstOccurrence(element);
    }

    @StandsFor(Deque.class)
    public static boolean removeLastOccurrence(Deque<?> self, Object element) {
        lookFor(self, element);
        return self.removeLastOccurrence(element);
    }

    /** Counts from one end to an element, where there is no faster way. */
    static void reach(List<?> self) {
        if (!(self instanceof RandomAccess)) {
            Cost.steps(self.size() >> 5);
        }
    }
}
