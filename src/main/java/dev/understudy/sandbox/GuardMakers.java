package dev.understudy.sandbox;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;

/**
 * Makes collections. Hashed sets and maps keep the order of insertion: the order of HashMap follows hash codes, and
 * those of enums, and of objects without a hashCode of their own, differ from run to run.
 */
@NullUnmarked
@SuppressWarnings({"JdkObsolete", "NonApiType", "overloads"})
public final class GuardMakers {
    /** Capacity is a hint; a huge table would cost much with each {@code clear}. */
    private static final int MOST_CAPACITY = 1 << 16;

    private GuardMakers() {}

    private static int capacity(int wanted) {
        Cost.references(wanted);
        return Math.min(wanted, MOST_CAPACITY);
    }

    private static <C extends Collection<?>> C read(C elements) {
        Keys.all(elements);
        Cost.entries(elements.size());
        return elements;
    }

    private static <M extends Map<?, ?>> M read(M entries) {
        Keys.all(entries);
        Cost.entries(entries.size());
        return entries;
    }

    @StandsFor(value = HashMap.class, method = "new")
    public static <K, V> HashMap<K, V> newHashMap() {
        return new LinkedHashMap<>();
    }

    @StandsFor(value = HashMap.class, method = "new")
    public static <K, V> HashMap<K, V> newHashMap(int capacity) {
        return new LinkedHashMap<>(capacity(capacity));
    }

    @StandsFor(value = HashMap.class, method = "new")
    public static <K, V> HashMap<K, V> newHashMap(int capacity, float load) {
        return new LinkedHashMap<>(capacity(capacity), load);
    }

    @StandsFor(value = HashMap.class, method = "new")
    public static <K, V> HashMap<K, V> newHashMap(Map<? extends K, ? extends V> entries) {
        return new LinkedHashMap<>(read(entries));
    }

    @StandsFor(value = LinkedHashMap.class, method = "new")
    public static <K, V> LinkedHashMap<K, V> newLinkedHashMap(int capacity) {
        return new LinkedHashMap<>(capacity(capacity));
    }

    @StandsFor(value = LinkedHashMap.class, method = "new")
    public static <K, V> LinkedHashMap<K, V> newLinkedHashMap(int capacity, float load) {
        return new LinkedHashMap<>(capacity(capacity), load);
    }

    @StandsFor(value = LinkedHashMap.class, method = "new")
    public static <K, V> LinkedHashMap<K, V> newLinkedHashMap(Map<? extends K, ? extends V> entries) {
        return new LinkedHashMap<>(read(entries));
    }

    @StandsFor(value = LinkedHashMap.class, method = "new")
    public static <K, V> LinkedHashMap<K, V> newLinkedHashMap(int capacity, float load, boolean byAccess) {
        return new LinkedHashMap<>(capacity(capacity), load, byAccess);
    }

    @StandsFor(value = HashSet.class, method = "new")
    public static <E> HashSet<E> newHashSet() {
        return new LinkedHashSet<>();
    }

    @StandsFor(value = HashSet.class, method = "new")
    public static <E> HashSet<E> newHashSet(int capacity) {
        return new LinkedHashSet<>(capacity(capacity));
    }

    @StandsFor(value = HashSet.class, method = "new")
    public static <E> HashSet<E> newHashSet(int capacity, float load) {
        return new LinkedHashSet<>(capacity(capacity), load);
    }

    @StandsFor(value = HashSet.class, method = "new")
    public static <E> HashSet<E> newHashSet(Collection<? extends E> elements) {
        return new LinkedHashSet<>(read(elements));
    }

    @StandsFor(value = LinkedHashSet.class, method = "new")
    public static <E> LinkedHashSet<E> newLinkedHashSet(int capacity) {
        return new LinkedHashSet<>(capacity(capacity));
    }

    @StandsFor(value = LinkedHashSet.class, method = "new")
    public static <E> LinkedHashSet<E> newLinkedHashSet(int capacity, float load) {
        return new LinkedHashSet<>(capacity(capacity), load);
    }

    @StandsFor(value = LinkedHashSet.class, method = "new")
    public static <E> LinkedHashSet<E> newLinkedHashSet(Collection<? extends E> elements) {
        return new LinkedHashSet<>(read(elements));
    }

    @StandsFor(value = TreeSet.class, method = "new")
    public static <E> TreeSet<E> newTreeSet(Collection<? extends E> elements) {
        return new TreeSet<>(read(elements));
    }

    @StandsFor(value = LinkedList.class, method = "new")
    public static <E> LinkedList<E> newLinkedList(Collection<? extends E> elements) {
        return new LinkedList<>(read(elements));
    }

    @StandsFor(value = ArrayDeque.class, method = "new")
    public static <E> ArrayDeque<E> newArrayDeque(Collection<? extends E> elements) {
        return new ArrayDeque<>(read(elements));
    }

    @StandsFor(value = PriorityQueue.class, method = "new")
    public static <E> PriorityQueue<E> newPriorityQueue(Collection<? extends E> elements) {
        return new PriorityQueue<>(read(elements));
    }

    @StandsFor(value = TreeMap.class, method = "new")
    public static <K, V> TreeMap<K, V> newTreeMap(Map<? extends K, ? extends V> entries) {
        return new TreeMap<>(read(entries));
    }

    @StandsFor(value = ArrayDeque.class, method = "new")
    public static <E> ArrayDeque<E> newArrayDeque(int capacity) {
        return new ArrayDeque<>(capacity(capacity));
    }

    @StandsFor(value = PriorityQueue.class, method = "new")
    public static <E> PriorityQueue<E> newPriorityQueue(int capacity) {
        return new PriorityQueue<>(capacity(capacity));
    }

    @StandsFor(value = PriorityQueue.class, method = "new")
    public static <E> PriorityQueue<E> newPriorityQueue(int capacity, Comparator<? super E> order) {
        return new PriorityQueue<>(capacity(capacity), order);
    }

    @StandsFor(value = HashMap.class, method = "newHashMap")
    public static <K, V> HashMap<K, V> hashMapFor(int mappings) {
        return LinkedHashMap.newLinkedHashMap(capacity(mappings));
    }

    @StandsFor(value = LinkedHashMap.class, method = "newLinkedHashMap")
    public static <K, V> LinkedHashMap<K, V> linkedHashMapFor(int mappings) {
        return LinkedHashMap.newLinkedHashMap(capacity(mappings));
    }

    @StandsFor(value = HashSet.class, method = "newHashSet")
    public static <E> HashSet<E> hashSetFor(int elements) {
        return LinkedHashSet.newLinkedHashSet(capacity(elements));
    }

    @StandsFor(value = LinkedHashSet.class, method = "newLinkedHashSet")
    public static <E> LinkedHashSet<E> linkedHashSetFor(int elements) {
        return LinkedHashSet.newLinkedHashSet(capacity(elements));
    }

    @StandsFor(value = TreeSet.class, method = "new")
    public static <E> TreeSet<E> newTreeSet(SortedSet<E> elements) {
        return new TreeSet<>(read(elements));
    }

    @StandsFor(value = PriorityQueue.class, method = "new")
    public static <E> PriorityQueue<E> newPriorityQueue(SortedSet<? extends E> elements) {
        return new PriorityQueue<>(read(elements));
    }

    @StandsFor(value = PriorityQueue.class, method = "new")
    public static <E> PriorityQueue<E> newPriorityQueue(PriorityQueue<? extends E> elements) {
        return new PriorityQueue<>(read(elements));
    }

    @StandsFor(value = TreeMap.class, method = "new")
    public static <K, V> TreeMap<K, V> newTreeMap(SortedMap<K, ? extends V> entries) {
        return new TreeMap<>(read(entries));
    }
}
