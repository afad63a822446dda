package dev.understudy.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What decisions by drafts may take of the machine. */
@ConfigMapping(prefix = "understudy.drafts")
interface DraftConfig {
    /** What they may allocate together in a second, in MiB, 1 or more; what needs more waits. Default 128. */
    @WithDefault("128")
    int allocationMegabytes();

    /**
     * What those that allocate more than 1 MiB a decision may allocate together in a second, in MiB, 1 or more; a draft
     * that wants more is refused for a while. Default 8.
     */
    @WithDefault("8")
    int heavyMegabytes();
}
