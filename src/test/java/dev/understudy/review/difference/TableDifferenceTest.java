package dev.understudy.review.difference;

import static dev.understudy.review.difference.Compared.between;
import static dev.understudy.review.difference.Compared.touched;
import static dev.understudy.review.difference.Compared.usual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.testsupport.WrittenRuleset;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TableDifferenceTest {
    private static final String HEAD = """
            RuleSet,acme.rules
            Notes,One row for each range.

            RuleTable Amounts
            NAME,CONDITION,CONDITION,ACTION
            ,Flight,Flight,
            ,delay >= $param,distance <= $param,"insert(new Compensation($param, ""EUR""));"
            Name,Delay,Distance,Amount
            """;

    private static final String ROWS = """
            Short,180,1500,250
            Medium,180,3500,400
            Long,240,20000,600
            """;

    private static final String UNNAMED = """
            RuleSet,acme.rules

            RuleTable Amounts
            CONDITION,CONDITION,ACTION
            Flight,Flight,
            delay >= $param,distance <= $param,"insert(new Compensation($param, ""EUR""));"
            Delay,Distance,Amount
            180,1500,250
            180,3500,400
            240,20000,600
            """;

    private static WrittenRuleset table(String csv) {
        return usual().file("amounts.drl.csv", csv);
    }

    private static TableChange change(String base, String branch) {
        return between(table(base), table(branch)).tables().stream().findFirst().orElseThrow();
    }

    @Test
    void anEqualTableIsNoChange() {
        RulesetDifference difference = between(table(HEAD + ROWS), table(HEAD + ROWS));
        assertThat(difference.tables()).isEmpty();
        assertThat(difference.rules().branchCount()).isEqualTo(3);
    }

    @Test
    void aNoteIsNoChange() {
        assertThat(between(table(HEAD + ROWS), table(HEAD.replace("One row", "A row") + ROWS))
                        .tables())
                .isEmpty();
    }

    @Test
    void aCellIsToldWithItsRowColumnAndPlaces() {
        TableChange change = change(HEAD + ROWS, HEAD + ROWS.replace("400", "410"));
        assertThat(change.table()).isEqualTo("Amounts");
        assertThat(change.columns()).isEmpty();
        assertThat(change.rows()).singleElement().satisfies(row -> {
            assertThat(row.change()).isEqualTo(Change.CHANGED);
            assertThat(row.rule()).isEqualTo("Medium");
            assertThat(row.baseRow()).isEqualTo(10);
            assertThat(row.branchRow()).isEqualTo(10);
            assertThat(row.cells()).singleElement().satisfies(cell -> {
                assertThat(cell.column()).isEqualTo("Amount");
                assertThat(cell.then()).isEqualTo("400");
                assertThat(cell.now()).isEqualTo("410");
                assertThat(Objects.requireNonNull(cell.branchPlace()).cellReference())
                        .isEqualTo("D10");
                assertThat(Objects.requireNonNull(cell.branchPlace()).line()).isEqualTo(10);
            });
        });
    }

    @Test
    void rowsOfTablesAreNotToldAsRulesOfDrlToo() {
        RulesetDifference difference =
                between(table(HEAD + ROWS), table(HEAD + ROWS.replace("400", "410") + "More,300,1,1\n"));
        assertThat(difference.rules().changed()).isEmpty();
        assertThat(difference.rules().added()).isEmpty();
        assertThat(touched(difference)).containsExactly("Medium changed", "More added");
        assertThat(difference.touched().getFirst().place()).hasToString("acme/amounts.drl.csv:10:1");
    }

    @Test
    void anEmptiedAndAFilledCellAreChanges() {
        TableChange change = change(HEAD + ROWS, HEAD + ROWS.replace("Short,180,1500", "Short,,1500"));
        assertThat(change.rows().getFirst().cells())
                .extracting(TableChange.Cell::then, TableChange.Cell::now)
                .containsExactly(tuple("180", null));
    }

    @Test
    void anInsertedColumnIsOneColumnAndTheCellsThatItFills() {
        String inserted = """
                RuleSet,acme.rules

                RuleTable Amounts
                NAME,CONDITION,CONDITION,CONDITION,ACTION
                ,Flight,Flight,Flight,
                ,delay >= $param,"origin == ""$param""\",distance <= $param,"insert(new Compensation($param, ""EUR""));"
                Name,Delay,Origin,Distance,Amount
                Short,180,HNL,1500,250
                Medium,180,,3500,400
                Long,240,,20000,600
                """;
        RulesetDifference difference = between(table(HEAD + ROWS), table(inserted));
        TableChange change = difference.tables().getFirst();
        assertThat(change.columns()).singleElement().satisfies(column -> {
            assertThat(column.change()).isEqualTo(Change.ADDED);
            assertThat(column.title()).isEqualTo("Origin");
            assertThat(column.rules()).containsExactly("Short");
        });
        assertThat(change.rows()).singleElement().satisfies(row -> {
            assertThat(row.rule()).isEqualTo("Short");
            assertThat(row.cells())
                    .extracting(TableChange.Cell::column, TableChange.Cell::then, TableChange.Cell::now)
                    .containsExactly(tuple("Origin", null, "HNL"));
        });
        assertThat(touched(difference)).containsExactly("Short changed");
    }

    @Test
    void aColumnOfOtherCodeTouchesItsRows() {
        RulesetDifference difference = between(table(HEAD + ROWS), table(HEAD.replace("delay >=", "delay >") + ROWS));
        assertThat(difference.tables().getFirst().columns()).singleElement().satisfies(column -> {
            assertThat(column.change()).isEqualTo(Change.CHANGED);
            assertThat(column.then()).isEqualTo("Flight delay >= $param");
            assertThat(column.now()).isEqualTo("Flight delay > $param");
        });
        assertThat(difference.tables().getFirst().rows()).isEmpty();
        assertThat(difference.touched()).extracting(TouchedRule::rule).containsExactly("Short", "Medium", "Long");
    }

    @Test
    void blanksInAColumnsCodeAreNoChange() {
        assertThat(between(table(HEAD + ROWS), table(HEAD.replace("delay >= $param", "delay   >=   $param") + ROWS))
                        .tables())
                .isEmpty();
    }

    @Test
    void aRowBeforeTheOthersMoved() {
        TableChange change =
                change(HEAD + ROWS, HEAD + "Long,240,20000,600\nShort,180,1500,250\nMedium,180,3500,400\n");
        assertThat(change.rows())
                .extracting(
                        TableChange.Row::change,
                        TableChange.Row::rule,
                        TableChange.Row::baseRow,
                        TableChange.Row::branchRow)
                .containsExactly(tuple(Change.MOVED, "Long", 11, 9));
    }

    @Test
    void aRowUnderAnotherNameIsRenamed() {
        TableChange change = change(HEAD + ROWS, HEAD + ROWS.replace("Medium", "Middle"));
        assertThat(change.rows())
                .extracting(TableChange.Row::change, TableChange.Row::rule, TableChange.Row::formerRule)
                .containsExactly(tuple(Change.RENAMED, "Middle", "Medium"));
    }

    @Test
    void aTableThatIsGoneLosesAllItsRows() {
        RulesetDifference difference = between(table(HEAD + ROWS), usual());
        assertThat(difference.tables()).singleElement().satisfies(table -> {
            assertThat(table.change()).isEqualTo(Change.REMOVED);
            assertThat(table.rows())
                    .hasSize(3)
                    .extracting(TableChange.Row::change)
                    .containsOnly(Change.REMOVED);
        });
    }

    @Test
    void aBrokenTableIsLeftOut() {
        RulesetDifference difference = between(table(HEAD + ROWS), table(HEAD.replace("ACTION", "ACTOIN") + ROWS));
        assertThat(difference.leftOut()).containsExactly("acme/amounts.drl.csv");
        assertThat(difference.tables()).isEmpty();
        assertThat(difference.rules().branchCount()).isZero();
        assertThat(difference.files()).hasSize(1);
    }

    @Nested
    class WithoutNames {
        @Test
        void anInsertedRowIsOneRowThoughAllBelowHaveOtherNames() {
            RulesetDifference difference =
                    between(table(UNNAMED), table(UNNAMED.replace("180,3500", "200,9,9\n180,3500")));
            assertThat(difference.tables().getFirst().rows())
                    .extracting(TableChange.Row::change, TableChange.Row::rule)
                    .containsExactly(tuple(Change.ADDED, "Amounts_9"));
            assertThat(touched(difference)).containsExactly("Amounts_9 added");
        }

        @Test
        void aChangedRowIsKnownByItsNeighboursAndItsOtherCells() {
            TableChange change = change(UNNAMED, UNNAMED.replace("180,3500,400", "180,3500,410"));
            assertThat(change.rows())
                    .extracting(TableChange.Row::change, TableChange.Row::rule)
                    .containsExactly(tuple(Change.CHANGED, "Amounts_9"));
        }

        @Test
        void aSwappedPairIsOneMove() {
            TableChange change =
                    change(UNNAMED, UNNAMED.replace("180,1500,250\n180,3500,400", "180,3500,400\n180,1500,250"));
            assertThat(change.rows()).extracting(TableChange.Row::change).containsExactly(Change.MOVED);
        }
    }
}
