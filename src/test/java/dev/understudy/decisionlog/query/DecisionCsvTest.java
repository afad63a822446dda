package dev.understudy.decisionlog.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionCsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum(a1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "="})
    void aCellThatCouldBeAFormulaIsDefused(String value) {
        assertThat(DecisionCsv.cell(value)).isEqualTo("\"'" + value + "\"");
    }

    @Test
    void quotesInAFormulaAreDoubledToo() {
        assertThat(DecisionCsv.cell("=cmd|'/c calc'!\"a\"")).isEqualTo("\"'=cmd|'/c calc'!\"\"a\"\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a=b", "1-1", " =1", "ö", "•••", "{}"})
    void aHarmlessCellStaysAsItIs(String value) {
        assertThat(DecisionCsv.cell(value)).isEqualTo(value);
    }

    @Test
    void whatHasSeparatorsIsQuoted() {
        assertThat(DecisionCsv.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(DecisionCsv.cell("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(DecisionCsv.cell("a\rb")).isEqualTo("\"a\rb\"");
        assertThat(DecisionCsv.cell("{\"a\":1}")).isEqualTo("\"{\"\"a\"\":1}\"");
    }
}
