package dev.understudy.review;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** Reviews by number. */
@Singleton
class ReviewRepository implements PanacheRepositoryBase<Review, Long> {
    /** All of a change request, the oldest first. */
    List<Review> of(ChangeRequest request) {
        return list("changeRequest = ?1 order by id", request.number());
    }
}
