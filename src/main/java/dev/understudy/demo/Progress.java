package dev.understudy.demo;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows how far the demo is: a bar that is drawn over itself on a terminal, a line every 10 percent elsewhere. Safe to
 * use from many threads at once.
 */
final class Progress {
    private static final int WIDTH = 40;
    private static final int LINE_STEP_PERCENT = 10;

    private final PrintStream out;
    private final boolean terminal;
    private final int total;
    private int done;

    Progress(PrintStream out, boolean terminal, int total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    /** Counts one more flight. */
    synchronized void step() {
        int before = percent(done);
        int now = percent(++done);
        if (now == before) {
            return;
        }
        if (terminal) {
            int full = now * WIDTH / 100;
            String bar = "#".repeat(full) + ".".repeat(WIDTH - full);
            out.print(String.format(Locale.ROOT, "\r[%s] %3d %%  %,d of %,d flights", bar, now, done, total));
            if (done == total) {
                out.println();
            }
            out.flush();
        } else if (now / LINE_STEP_PERCENT > before / LINE_STEP_PERCENT) {
            out.println(String.format(Locale.ROOT, "%3d %%  %,d of %,d flights", now, done, total));
        }
    }

    private int percent(int count) {
        return (int) (count * 100L / total);
    }
}
