package dev.understudy.sandbox;

import java.util.LinkedHashMap;
import org.drools.core.base.accumulators.CollectSetAccumulateFunction;

/** {@code collectSet} in the order in which the engine comes by: Drools' own follows hash codes. */
final class GuardEngineSets extends CollectSetAccumulateFunction {
    @Override
    public CollectListData createContext() {
        CollectListData data = new CollectListData();
        data.map = new LinkedHashMap<>();
        return data;
    }
}
