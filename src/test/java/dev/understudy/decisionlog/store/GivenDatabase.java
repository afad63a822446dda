package dev.understudy.decisionlog.store;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test an empty {@link StoreDatabase}; all tests share one server, which ends with the run. */
final class GivenDatabase implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StoreDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        StoreDatabase database = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(GivenDatabase.class))
                .computeIfAbsent(StoreDatabase.class, _ -> StoreDatabase.start(), StoreDatabase.class);
        database.empty();
        return database;
    }
}
