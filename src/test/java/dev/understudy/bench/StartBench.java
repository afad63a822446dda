package dev.understudy.bench;

import dev.understudy.bench.load.ProcessFigures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the process to ready, and the memory after the demo. */
final class StartBench implements Part {
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        Path data = bed.folder("start").resolve("data");
        byte[] flight = Bodies.flights().getFirst();
        try (Service service = Service.start(data)) {
            out.add("first start ever: to ready", service.awaitReady() / 1e3, "s");
            service.decide("flight-compensation", "", flight);
        }
        List<Double> ready = new ArrayList<>();
        List<Double> decided = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < bed.pick(5, 2); i++) {
            try (Service service = Service.start(data)) {
                ready.add(service.awaitReady());
                ProcessFigures.cpuSeconds(service.pid()).ifPresent(cpu::add);
                service.decide("flight-compensation", "", flight);
                decided.add(service.millisSinceStart());
                out.raw(Map.of("readyMillis", ready.getLast(), "decisionMillis", decided.getLast(), "cpuSeconds", cpu));
            }
        }
        out.add("start with a kept data folder: to ready", Statistics.median(ready) / 1e3, "s", Target.atMost(4));
        out.add("start with a kept data folder: to the first decision", Statistics.median(decided) / 1e3, "s");
        if (!cpu.isEmpty()) {
            out.add("start with a kept data folder: CPU of the JVM to ready", Statistics.median(cpu), "s");
        }
        afterDemo(data, out);
    }

    private static void afterDemo(Path data, Findings out) throws Exception {
        try (Service service = Service.start(data)) {
            service.awaitReady();
            List<String> demo = Bed.java(List.of("-Xmx128m"));
            demo.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar", "demo", "--port", "" + service.port()));
            Bed.output(demo);
            long all = 0;
            for (long pid : service.pids(data)) {
                all += ProcessFigures.share(pid).orElse(0);
            }
            if (all > 0) {
                double jvm = ProcessFigures.memory(service.pid(), "VmHWM").orElse(0) / MEBIBYTE;
                out.add("after the demo, -Xmx512m: JVM in RAM at its highest", jvm, "MiB");
                out.add(
                        "after the demo, -Xmx512m: JVM and PostgreSQL in RAM",
                        all / MEBIBYTE,
                        "MiB",
                        Target.atMost(1_024));
            }
        }
    }
}
