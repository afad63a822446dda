package dev.understudy.replay.compare;

import dev.understudy.replay.compare.ReplayReport.FieldSum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of each field, added up. There is room for the {@value #MOST_FIELDS} fields whose names come first, so that
 * the order of the numbers makes no difference. For one thread.
 */
final class Sums {
    private static final int MOST_FIELDS = 200;

    private final TreeMap<String, Sum> fields = new TreeMap<>();

    void then(String field, BigDecimal number, long times) {
        Sum sum = of(field);
        if (sum != null) {
            sum.then = sum.then.add(times(number, times));
            sum.countThen += times;
        }
    }

    void now(String field, BigDecimal number, long times) {
        Sum sum = of(field);
        if (sum != null) {
            sum.now = sum.now.add(times(number, times));
            sum.countNow += times;
        }
    }

    void add(Sums more) {
        more.fields().forEach(this::add);
    }

    void add(FieldSum more) {
        Sum sum = of(more.field());
        if (sum != null) {
            sum.then = sum.then.add(more.then());
            sum.now = sum.now.add(more.now());
            sum.countThen += more.countThen();
            sum.countNow += more.countNow();
        }
    }

    /** All of them, sorted by name. */
    List<FieldSum> fields() {
        List<FieldSum> all = new ArrayList<>(fields.size());
        fields.forEach((field, sum) -> all.add(new FieldSum(field, sum.then, sum.now, sum.countThen, sum.countNow)));
        return all;
    }

    /** Null when there is no room for it. What had to make room never comes back, since names before it stay. */
    private @Nullable Sum of(String field) {
        Sum known = fields.get(field);
        if (known != null) {
            return known;
        }
        if (fields.size() >= MOST_FIELDS) {
            if (field.compareTo(fields.lastKey()) > 0) {
                return null;
            }
            fields.pollLastEntry();
        }
        Sum sum = new Sum();
        fields.put(field, sum);
        return sum;
    }

    private static BigDecimal times(BigDecimal number, long times) {
        return times == 1 ? number : number.multiply(BigDecimal.valueOf(times));
    }

    /** Of one field. */
    private static final class Sum {
        private BigDecimal then = BigDecimal.ZERO;
        private BigDecimal now = BigDecimal.ZERO;
        private long countThen;
        private long countNow;
    }
}
