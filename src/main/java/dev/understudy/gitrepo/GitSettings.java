package dev.understudy.gitrepo;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit to this service's own settings: what the machine or the account running it has in its git configuration
 * must not change what a push may do, and JGit must neither start {@code git} to find it nor write into the home
 * folder.
 */
final class GitSettings extends SystemReader.Delegate {
    private static final SystemReader MACHINE = SystemReader.getInstance();

    private GitSettings() {
        super(MACHINE);
    }

    /** Takes effect for the whole process. */
    static void install() {
        SystemReader.setInstance(new GitSettings());
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new FixedConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new FixedConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new FixedConfig(parent, fs);
    }

    /**
     * Nothing but the resolution of the file system's clock. JGit would measure it for seconds at each start; told
     * the coarsest there is, it reads a file that changed just now once more than it had to.
     */
    private static final class FixedConfig extends FileBasedConfig {
        FixedConfig(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public @Nullable String getString(String section, @Nullable String subsection, String name) {
            if ("filesystem".equals(section)) {
                return switch (name) {
                    case "timestampResolution" -> "2 seconds";
                    case "minRacyThreshold" -> "0 seconds";
                    default -> null;
                };
            }
            return super.getString(section, subsection, name);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
