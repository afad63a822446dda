package dev.understudy.review;

import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Renders what people wrote as HTML that can do nothing: HTML in it is shown as text, links lead to http, https and mail
 * addresses alone, and images are left out, since loading one tells a stranger who reads here.
 */
final class Markdown {
    private static final Pattern HARMLESS = Pattern.compile("(?i)(https?://|mailto:)[^\\s\\p{Cntrl}]*");
    private static final int DEEPEST = 50;
    private static final Parser PARSER =
            Parser.builder().maxOpenBlockParsers(DEEPEST).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new OnlyHarmless())
            .softbreak("<br />\n")
            .build();

    private Markdown() {}

    /** The HTML of a text. */
    static String html(String markdown) {
        if (markdown.isBlank()) {
            return "";
        }
        try {
            return RENDERER.render(PARSER.parse(markdown));
        } catch (StackOverflowError nestedTooDeep) {
            return "<pre>" + escaped(markdown) + "</pre>\n";
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final class OnlyHarmless implements UrlSanitizer {
        @Override
        public String sanitizeLinkUrl(String url) {
            return HARMLESS.matcher(url).matches() ? url : "";
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return "";
        }
    }
}
