package dev.understudy.gitrepo;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What every push of one repository shares.
 *
 * @param gate asked before branches move
 * @param listener told afterwards
 * @param pushes told last, of pushes alone
 * @param moves held while branches move and the listener is told, so that it hears of moves in their order
 * @param maxPushBytes the largest push, and the largest object in one
 */
record PushPorts(PushGate gate, BranchListener listener, PushListener pushes, ReentrantLock moves, long maxPushBytes) {
    /** The limit for people: {@code 50 MB}. */
    String maxPushSize() {
        return maxPushBytes >= 1 << 20 ? (maxPushBytes >> 20) + " MB" : maxPushBytes + " bytes";
    }
}
