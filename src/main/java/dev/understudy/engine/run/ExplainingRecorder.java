package dev.understudy.engine.run;

import dev.understudy.engine.facts.FactCodec;
import dev.understudy.json.Utf8Sink;
import dev.understudy.ruleset.Decision;
import dev.understudy.sandbox.Meter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.kie.api.runtime.rule.Match;

/** Keeps each firing and the facts it matched, as they were before it fired. */
final class ExplainingRecorder extends FiringRecorder {
    private final RuleOrder order;
    private final FactCodec codec;
    private final List<Decision.Firing> firings = new ArrayList<>();

    ExplainingRecorder(RuleOrder order, int mostFirings, Meter meter, FactCodec codec) {
        super(order, mostFirings, meter);
        this.order = order;
        this.codec = codec;
    }

    @Override
    public boolean accept(Match match) {
        boolean accepted = super.accept(match);
        RuleOrder.PlacedName rule = order.rules().get(((RuleImpl) match.getRule()).getLoadOrder());
        Utf8Sink sink = new Utf8Sink();
        sink.raw('[');
        String separator = "";
        for (Object fact : match.getObjects()) {
            sink.ascii(separator);
            codec.writeFact(fact, sink);
            separator = ",";
        }
        sink.raw(']');
        firings.add(new Decision.Firing(
                rule.name(), rule.file(), rule.line(), new String(sink.toByteArray(), StandardCharsets.UTF_8)));
        return accepted;
    }

    @Override
    List<Decision.Firing> firings() {
        return firings;
    }
}
