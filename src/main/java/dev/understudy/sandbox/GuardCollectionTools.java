package dev.understudy.sandbox;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** The static methods of {@link Collections}. */
@NullUnmarked
@SuppressWarnings("ExtendsObject")
public final class GuardCollectionTools {
    private GuardCollectionTools() {}

    private static <C extends Collection<?>> C read(C self) {
        Cost.linear(self.size());
        return self;
    }

    private static <L extends List<?>> L jump(L self) {
        Cost.linear(self instanceof java.util.RandomAccess ? 0 : Cost.times(self.size(), 8));
        return self;
    }

    @StandsFor(Collections.class)
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> boolean addAll(Collection<? super T> to, T... elements) {
        Walk.of(elements);
        return Collections.addAll(to, elements);
    }

    @StandsFor(Collections.class)
    public static <T> int binarySearch(List<? extends Comparable<? super T>> list, T key) {
        return Collections.binarySearch(jump(list), key);
    }

    @StandsFor(Collections.class)
    public static <T> int binarySearch(List<? extends T> list, T key, Comparator<? super T> order) {
        return Collections.binarySearch(jump(list), key, order);
    }

    @StandsFor(Collections.class)
    public static <T> void copy(List<? super T> to, List<? extends T> from) {
        Collections.copy(to, read(from));
    }

    @StandsFor(Collections.class)
    public static boolean disjoint(Collection<?> first, Collection<?> second) {
        Cost.linear(Cost.times(first.size(), second.size()) + Walk.of(first) + Walk.of(second));
        return Collections.disjoint(first, second);
    }

    @StandsFor(Collections.class)
    public static <T> void fill(List<? super T> list, T value) {
        Collections.fill(read(list), value);
    }

    @StandsFor(Collections.class)
    public static int frequency(Collection<?> elements, Object element) {
        Cost.linear(Cost.times(elements.size(), Walk.of(element) + 1));
        return Collections.frequency(elements, element);
    }

    @StandsFor(Collections.class)
    public static <T extends Object & Comparable<? super T>> T max(Collection<? extends T> elements) {
        Walk.of(elements);
        return Collections.max(elements);
    }

    @StandsFor(Collections.class)
    public static <T> T max(Collection<? extends T> elements, Comparator<? super T> order) {
        Walk.of(elements);
        return Collections.max(elements, order);
    }

    @StandsFor(Collections.class)
    public static <T extends Object & Comparable<? super T>> T min(Collection<? extends T> elements) {
        Walk.of(elements);
        return Collections.min(elements);
    }

    @StandsFor(Collections.class)
    public static <T> T min(Collection<? extends T> elements, Comparator<? super T> order) {
        Walk.of(elements);
        return Collections.min(elements, order);
    }

    /** It takes no room, but whatever goes through it sees each copy. */
    @StandsFor(Collections.class)
    public static <T> List<T> nCopies(int number, T element) {
        Cost.references(number);
        return Collections.nCopies(number, element);
    }

    @StandsFor(Collections.class)
    public static <T> boolean replaceAll(List<T> list, T before, T after) {
        Cost.linear(Cost.times(list.size(), Walk.of(before) + 1));
        return Collections.replaceAll(list, before, after);
    }

    @StandsFor(Collections.class)
    public static void reverse(List<?> list) {
        Collections.reverse(read(list));
    }

    @StandsFor(Collections.class)
    public static void rotate(List<?> list, int distance) {
        Collections.rotate(read(list), distance);
    }

    @StandsFor(Collections.class)
    public static <T extends Comparable<? super T>> void sort(List<T> list) {
        GuardLists.sort(list, null);
    }

    @StandsFor(Collections.class)
    public static <T> void sort(List<T> list, Comparator<? super T> order) {
        GuardLists.sort(list, order);
    }

    @StandsFor(Collections.class)
    public static void swap(List<?> list, int first, int second) {
        Collections.swap(jump(list), first, second);
    }
}
