package dev.understudy.engine.table;

import dev.understudy.ruleset.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drools.decisiontable.parser.ActionType;
import org.drools.decisiontable.parser.ActionType.Code;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;

/** The words that a decision table knows. */
final class Keywords {
    private static final String RULE_TABLE = "RuleTable";
    private static final List<String> HEADERS =
            Arrays.stream(Code.values()).map(Code::getColHeader).toList();
    private static final List<String> PROPERTIES = properties();

    private Keywords() {}

    private static List<String> properties() {
        List<String> words = new ArrayList<>(List.of(
                DefaultRuleSheetListener.RULESET_TAG,
                DefaultRuleSheetListener.IMPORT_TAG,
                DefaultRuleSheetListener.VARIABLES_TAG,
                DefaultRuleSheetListener.FUNCTIONS_TAG,
                DefaultRuleSheetListener.QUERIES_TAG,
                DefaultRuleSheetListener.DECLARES_TAG,
                DefaultRuleSheetListener.UNIT_TAG,
                DefaultRuleSheetListener.DIALECT_TAG,
                DefaultRuleSheetListener.SEQUENTIAL_FLAG,
                DefaultRuleSheetListener.MIN_SALIENCE_TAG,
                DefaultRuleSheetListener.MAX_SALIENCE_TAG,
                DefaultRuleSheetListener.ESCAPE_QUOTES_FLAG,
                DefaultRuleSheetListener.NUMERIC_DISABLED_FLAG,
                DefaultRuleSheetListener.IGNORE_NUMERIC_FORMAT_FLAG));
        ActionType.ATTRIBUTE_CODE_SET.forEach(code -> words.add(code.getColHeader()));
        return List.copyOf(words);
    }

    static boolean isProperty(String word) {
        return PROPERTIES.stream().anyMatch(word::equalsIgnoreCase);
    }

    /** The keyword that a note most likely was to be: 'Improt', 'Rule Set', 'Import:'. */
    static Optional<String> mistypedProperty(String word) {
        String joined = word.replaceAll("[\\s:]", "");
        if (joined.length() < 4 || joined.length() > 40) {
            return Optional.empty();
        }
        List<String> known = new ArrayList<>(PROPERTIES);
        known.add(RULE_TABLE);
        String lower = joined.toLowerCase(Locale.ROOT);
        return lower.startsWith(RuleTable.KEYWORD) ? Optional.of(RULE_TABLE) : Nearest.within(1, joined, known);
    }

    static String unknownHeader(String word) {
        return "unknown column header '" + word + "'"
                + Nearest.of(word, HEADERS)
                        .map(each -> "; did you mean '" + each + "'?")
                        .orElse(
                                "; it has to be CONDITION, ACTION, NAME, DESCRIPTION or an attribute such as PRIORITY.");
    }
}
