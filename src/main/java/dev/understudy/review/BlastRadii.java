package dev.understudy.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks declared blast radii, and keeps them as JSON. Thread-safe. */
@Singleton
class BlastRadii {
    private static final int MOST_TRANSITIONS = 100;
    private static final int LONGEST = 200;

    private final ObjectMapper json;

    BlastRadii(ObjectMapper json) {
        this.json = json;
    }

    Optional<BlastRadius> read(@Nullable String kept) {
        try {
            return kept == null ? Optional.empty() : Optional.of(json.readValue(kept, BlastRadius.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept blast radius is none.", e);
        }
    }

    /** @throws ProblemException {@code INVALID_REQUEST} when it can't be one */
    @Nullable
    String write(@Nullable BlastRadius declared) {
        if (declared == null) {
            return null;
        }
        Double percent = declared.maxPercent();
        List<BlastRadius.Transition> transitions = declared.transitions() == null ? List.of() : declared.transitions();
        if (percent != null && !(percent >= 0 && percent <= 100)) {
            throw fault("/blastRadius/maxPercent", "A percentage is from 0 to 100.");
        }
        if (percent == null && transitions.isEmpty()) {
            throw fault("/blastRadius", "Name maxPercent or transitions, or leave blastRadius out.");
        }
        if (transitions.size() > MOST_TRANSITIONS) {
            throw fault("/blastRadius/transitions", "There are at most " + MOST_TRANSITIONS + " transitions.");
        }
        for (int i = 0; i < transitions.size(); i++) {
            BlastRadius.Transition each = transitions.get(i);
            if (each == null || !isOutcome(each.from()) || !isOutcome(each.to())) {
                throw fault(
                        "/blastRadius/transitions/" + i,
                        "A transition is {\"from\": …, \"to\": …}, each 1 to " + LONGEST + " characters on one line.");
            }
        }
        try {
            return json.writeValueAsString(new BlastRadius(percent, transitions));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and a number can be written as JSON.", e);
        }
    }

    private static boolean isOutcome(@Nullable String text) {
        return text != null && PlainText.isLine(text, LONGEST);
    }

    private static ProblemException fault(String pointer, String detail) {
        return ProblemException.at(ProblemType.INVALID_REQUEST, pointer, detail);
    }
}
