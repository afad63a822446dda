package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.bench.load.LoadGenerator;
import dev.understudy.bench.load.LoadOrder;
import dev.understudy.bench.load.LoadResult;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;

/** The load generator as a process of its own. */
final class LoadProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader results;
    private final ObjectMapper json = new ObjectMapper();

    private LoadProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter();
        this.results = process.inputReader();
    }

    static LoadProcess start() throws IOException {
        return new LoadProcess(new ProcessBuilder(Bed.jvm(List.of("-Xmx128m", "-XX:+UseSerialGC"), LoadGenerator.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Runs one load; every call has to be answered with 200. */
    LoadResult run(LoadOrder order) throws IOException {
        orders.write(order.line());
        orders.newLine();
        orders.flush();
        String line = results.readLine();
        if (line == null) {
            throw new IOException("The load generator died; see above.");
        }
        LoadResult result = json.readValue(line, LoadResult.class);
        if (result.failures() > 0 || result.calls() == 0) {
            throw new IOException("The service did not answer every call with 200: " + result);
        }
        return result;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }
}
