package dev.understudy.replay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpreadSampleTest {
    private static final int ALL = 20_000;

    private static UUID id(int number) {
        return new UUID(0x019a000000007000L + ((long) number << 16), 1L << 63 | number);
    }

    /** One in 5,000 is rare. */
    private static String[] tags(int number) {
        return number % 5_000 == 17
                ? new String[] {"type:Refund", "value:Refund.amount=9"}
                : new String[] {"type:Fee", "value:Fee.amount=" + number % 10};
    }

    private static List<UUID> drawn(int size, List<Integer> numbers) {
        SpreadSample sample = new SpreadSample(size);
        numbers.forEach(each -> sample.add(id(each), tags(each)));
        return sample.drawn();
    }

    private static List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < ALL; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @Test
    void theRareIsInItAndNothingTwice() {
        List<UUID> drawn = drawn(100, numbers());

        assertThat(drawn).hasSize(100).doesNotHaveDuplicates().isSortedAccordingTo(Collections.reverseOrder());
        assertThat(drawn).contains(id(17), id(5_017), id(10_017), id(15_017));
    }

    @Test
    void theSameDecisionsGiveTheSameSampleInWhateverOrderTheyCome() {
        List<Integer> shuffled = numbers();
        Collections.shuffle(shuffled, new Random(7));

        assertThat(drawn(500, shuffled)).isEqualTo(drawn(500, numbers()));
    }

    @Test
    void aSampleLargerThanAllIsAll() {
        assertThat(drawn(500, List.of(1, 2, 3))).containsExactly(id(3), id(2), id(1));
        assertThat(drawn(5, List.of())).isEmpty();
    }

    @Test
    void asManyValuesAsDecisionsTakeNoMoreRoomThanThereIs() {
        List<Integer> shuffled = numbers();
        Collections.shuffle(shuffled, new Random(7));
        assertThat(unique(shuffled)).isEqualTo(unique(numbers())).hasSize(300);
    }

    @Test
    void theShareOfTagsIsOfTheRarestAlone() {
        SpreadSample sample = new SpreadSample(40);
        numbers().forEach(each -> sample.add(id(each), each == 5 ? new String[] {"rule:Rare"} : new String[0]));
        assertThat(sample.ofTags()).containsExactly(id(5));
        assertThat(sample.drawn()).hasSize(40).contains(id(5));
    }

    private static List<UUID> unique(List<Integer> numbers) {
        SpreadSample sample = new SpreadSample(300);
        numbers.forEach(each -> sample.add(id(each), new String[] {"value:Fee.id=" + each}));
        return sample.drawn();
    }
}
