/** The rules repository: the only place that knows JGit. */
@NullMarked
package dev.understudy.gitrepo;

import org.jspecify.annotations.NullMarked;
