package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Reads JSON and writes it again: the least that any service of JSON does on this stack. */
@Singleton
class Echo {
    private final ObjectMapper json = new ObjectMapper();
    private final boolean on;

    Echo(BenchConfig config) {
        this.on = config.echo();
    }

    byte[] of(byte[] body) throws IOException {
        if (!on) {
            throw new ProblemException(ProblemType.NOT_FOUND, "Nothing is at this path; /q/swagger-ui lists what is.");
        }
        return json.writeValueAsBytes(json.readTree(body));
    }
}
