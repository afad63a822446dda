package dev.understudy.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java&#x0A;script:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:x)",
                "[x](//evil.example)",
                "[x](https://e.example/\"onmouseover=\"alert(1))",
                "<javascript:alert(1)>",
                "![x](https://example.org/pixel.png)",
                "![x](javascript:alert(1))",
                "[x]: javascript:alert(1)\n\n[x]",
                "```<script>\nx\n```",
                "``` \"><script>\nx\n```",
            })
    void scriptNeverSurvives(String text) {
        String html = Markdown.html(text);
        assertThat(html)
                .doesNotContainPattern("<(script|img [^>]*onerror|iframe)")
                .doesNotContainPattern("(?i)(href|src)=\"(?!(https?://|mailto:|\"))[^\"]")
                .doesNotContainPattern("<[^>]*\\son\\w+=")
                .doesNotContain("src=\"http");
    }

    @Test
    void whatIsHarmlessIsRendered() {
        assertThat(Markdown.html("# T\n\n*a* **b** `c`\n\n- [d](https://example.org)\n"))
                .contains("<h1>T</h1>", "<em>a</em>", "<strong>b</strong>", "<code>c</code>")
                .contains("<a rel=\"nofollow\" href=\"https://example.org\">d</a>");
        assertThat(Markdown.html("  \n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "[", "![", "*a **b ", "`", "<", "[a](", "&", "\\", "1. ", "](", "**", "_a "})
    void whatNestsWithoutAnEndIsRenderedInTime(String part) {
        String text = part.repeat((64 << 10) / part.length());
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(Markdown.html(text)).isNotNull());
    }
}
