package dev.understudy.engine.build;

import dev.understudy.engine.java.JavaSource;
import dev.understudy.ruleset.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drools.codegen.common.GeneratedFile;
import org.drools.compiler.builder.impl.KnowledgeBuilderConfigurationImpl;
import org.drools.drl.ast.descr.FunctionImportDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.io.DescrResource;
import org.drools.model.codegen.execmodel.ModelBuilderImpl;
import org.drools.model.codegen.execmodel.PackageSources;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.KnowledgeBuilderResult;
import org.kie.internal.builder.ResultSeverity;
import org.kie.internal.builder.conf.ParallelLambdaExternalizationOption;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;

/** Turns the rules of a unit into Java, by Drools' executable model. */
final class ModelWriter {
    private ModelWriter() {}

    /**
     * What came of it.
     *
     * @param modelName binary name of the generated model
     * @param sources the Java
     * @param faults empty when all could be written
     */
    record Written(String modelName, List<JavaSource> sources, List<Diagnostic> faults) {}

    /**
     * Writes a unit.
     *
     * @param unit the rules
     * @param types has the declared types and functions
     */
    static Written write(RuleUnit unit, ClassLoader types) {
        PackageDescr tree = new PackageDescr(unit.owner().name());
        tree.setPreferredPkgUUID(unit.uuid());
        unit.owner().imports().forEach(target -> tree.addImport(new ImportDescr(target)));
        for (String target : unit.owner().staticImports()) {
            FunctionImportDescr descr = new FunctionImportDescr();
            descr.setTarget(target);
            tree.addFunctionImport(descr);
        }
        unit.rules().forEach(rule -> tree.addRule(rule.tree()));
        KnowledgeBuilderConfigurationImpl conf = KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(null, types)
                .as(KnowledgeBuilderConfigurationImpl.KEY);
        conf.setOption(ParallelLambdaExternalizationOption.DISABLED);
        conf.setOption(ParallelRulesBuildThresholdOption.get(-1));
        ModelBuilderImpl<PackageSources> builder =
                new ModelBuilderImpl<>(PackageSources::dumpSources, conf, null, false);
        builder.batch().add(new DescrResource(tree), ResourceType.DESCR).build();
        List<Diagnostic> faults = new ArrayList<>();
        for (KnowledgeBuilderResult result : builder.getResults(ResultSeverity.ERROR)) {
            faults.add(RuleFaults.ofModel(unit.rules(), result));
        }
        if (!faults.isEmpty()) {
            return new Written("", List.of(), faults);
        }
        PackageSources generated = builder.getPackageSource(unit.owner().name());
        List<GeneratedFile> files = new ArrayList<>();
        generated.collectGeneratedFiles(files);
        List<JavaSource> sources = files.stream()
                .map(file -> new JavaSource(
                        javaPath(file.relativePath()), new String(file.contents(), StandardCharsets.UTF_8)))
                .toList();
        return new Written(generated.getModelNames().iterator().next(), sources, List.of());
    }

    private static String javaPath(String path) {
        String marker = "src/main/java/";
        int at = path.indexOf(marker);
        return at < 0 ? path : path.substring(at + marker.length());
    }
}
