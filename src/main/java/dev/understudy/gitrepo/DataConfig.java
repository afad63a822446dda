package dev.understudy.gitrepo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this node keeps what must outlive it. */
@ConfigMapping(prefix = "understudy")
public interface DataConfig {
    /** The data folder; made when it is not there. Default {@code data}, in the working directory. */
    @WithDefault("data")
    Path data();
}
