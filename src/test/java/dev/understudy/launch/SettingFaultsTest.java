package dev.understudy.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

/** SmallRye maps settings onto public interfaces alone, so this test and its own are public. */
public class SettingFaultsTest {
    /** Settings as the service has them. */
    @ConfigMapping(prefix = "acme")
    public interface Acme {
        @WithConverter(Seconds.class)
        @WithDefault("60s")
        Duration window();

        @WithDefault("5")
        int stops();

        String needed();
    }

    /** Refuses in several lines. */
    public static final class Seconds implements Converter<Duration> {
        private static final long serialVersionUID = 1L;

        @Override
        public Duration convert(String value) {
            if (!value.endsWith("s")) {
                throw new IllegalArgumentException("This is\nno duration:\n" + value);
            }
            return Duration.ofSeconds(Long.parseLong(value.substring(0, value.length() - 1)));
        }
    }

    private static String sentence(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(Acme.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100));
        ConfigValidationException failure = catchThrowableOfType(ConfigValidationException.class, builder::build);
        String sentence = SettingFaults.sentence(Objects.requireNonNull(failure));
        assertThat(sentence).doesNotContain("\n", "SRCFG", "Exception").endsWith(".");
        return sentence;
    }

    @Test
    void aValueThatCannotBeReadIsNamed() {
        assertThat(sentence(Map.of("acme.window", "soon", "acme.needed", "x")))
                .isEqualTo("acme.window is 'soon', which it can't be; docs/guide/operator.md tells what it takes.");
        assertThat(sentence(Map.of("acme.stops", "many", "acme.needed", "x")))
                .startsWith("acme.stops is 'many', which it can't be;");
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThat(sentence(Map.of())).startsWith("acme.needed is missing;");
    }

    @Test
    void aSettingThatNobodyKnowsIsNamed() {
        assertThat(sentence(Map.of("acme.needed", "x", "acme.windows", "1s")))
                .isEqualTo("acme.windows is no setting; docs/guide/operator.md lists them.");
    }
}
