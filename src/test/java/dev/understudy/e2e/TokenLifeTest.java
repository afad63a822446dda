package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Programs.TOKENS;
import static dev.understudy.e2e.Programs.made;
import static dev.understudy.e2e.Programs.make;
import static dev.understudy.e2e.Programs.name;
import static dev.understudy.e2e.Programs.refused;
import static dev.understudy.e2e.Programs.with;
import static dev.understudy.e2e.Programs.withPassword;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.content.Sha256;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens, as admins make, rotate and revoke them; and what is sent that is none. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class TokenLifeTest {
    @Inject
    DataSource database;

    @Nested
    class Rotated {
        @Test
        void theFormerSecretGoesOnForTheGrace() {
            JsonPath made = make(Map.of("rights", List.of("decide")));
            JsonPath rotated = as("admin")
                    .body(Map.of("grace", "1h"))
                    .post(TOKENS + "/" + made.getString("id") + "/rotate")
                    .then()
                    .statusCode(200)
                    .body("formerSecretUntil", notNullValue())
                    .extract()
                    .jsonPath();
            assertThat(rotated.getString("token")).isNotEqualTo(made.getString("token"));
            decide(with(made.getString("token"))).statusCode(200);
            decide(with(rotated.getString("token"))).statusCode(200);
            Sql.run(
                    database,
                    "update token set former_until = now() - interval '1 second' where id = '" + made.getString("id")
                            + "'");
            // Any change has this node read them.
            var _ = made("decide");
            refused(with(made.getString("token")));
            decide(with(rotated.getString("token"))).statusCode(200);
        }

        @Test
        void withoutGraceItEndsAtOnce() {
            JsonPath made = make(Map.of("rights", List.of("decide")));
            as("admin")
                    .body(Map.of("grace", "0m"))
                    .post(TOKENS + "/" + made.getString("id") + "/rotate")
                    .then()
                    .statusCode(200)
                    .body("formerSecretUntil", nullValue());
            refused(with(made.getString("token")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"8d", "1y", "-1h", "", "1000000h", "PT1H"})
        void aGraceThatCanNotBeIsA400(String grace) {
            String id = make(Map.of("rights", List.of("decide"))).getString("id");
            as("admin")
                    .body(Map.of("grace", grace))
                    .post(TOKENS + "/" + id + "/rotate")
                    .then()
                    .statusCode(400)
                    .body("pointer", equalTo("/grace"));
        }
    }

    @Nested
    class NoLonger {
        @Test
        void aRevokedOneIsRefusedAtOnceAndStaysInTheList() {
            JsonPath made = make(Map.of("rights", List.of("decide")));
            decide(with(made.getString("token"))).statusCode(200);
            String path = TOKENS + "/" + made.getString("id");
            as("admin").delete(path).then().statusCode(204);
            refused(with(made.getString("token"))).body("detail", containsString("revoked"));
            refused(withPassword(made.getString("token")));
            as("admin").delete(path).then().statusCode(204);
            as("admin").post(path + "/rotate").then().statusCode(404);
            as("admin")
                    .get(TOKENS)
                    .then()
                    .body("tokens.find { it.id == '" + made.getString("id") + "' }.state", equalTo("REVOKED"))
                    .body("tokens.find { it.id == '" + made.getString("id") + "' }.revokedBy", equalTo("admin"));
        }

        @Test
        void anExpiredOneIsRefusedAndCanBeRotated() {
            JsonPath made = make(Map.of("rights", List.of("decide")));
            String id = made.getString("id");
            Sql.run(database, "update token set expires_at = now() - interval '1 second' where id = '" + id + "'");
            var _ = made("decide");
            refused(with(made.getString("token"))).body("detail", containsString("expired"));
            String token = as("admin")
                    .post(TOKENS + "/" + id + "/rotate")
                    .then()
                    .statusCode(200)
                    .body("formerSecretUntil", nullValue())
                    .extract()
                    .path("token");
            decide(with(token)).statusCode(200);
            refused(with(made.getString("token")));
        }

        @Test
        void oneOfADisabledAccountIsRefused() {
            String owner = "owner-" + UUID.randomUUID().toString().substring(0, 8);
            Sql.run(
                    database,
                    "insert into account (name, password_hash, roles, created_at) values ('" + owner
                            + "', '$2a$10$x', '{APP}', now())");
            String token =
                    make(Map.of("rights", List.of("decide"), "owner", owner)).getString("token");
            decide(with(token)).statusCode(200);
            Sql.run(database, "update account set disabled_at = now() where name = '" + owner + "'");
            var _ = made("decide");
            refused(with(token));
        }
    }

    @Nested
    class WhatIsSent {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ust_",
                    "ust_aaaaaaaaaaaa_",
                    "ust_aaaaaaaaaaaa_0000000000000000000000000000000000000000000000000",
                    "ust_'; drop table token; --"
                })
        void thatIsNoTokenIsA401Problem(String text) {
            refused(with(text)).contentType("application/problem+json").body("detail", containsString("not one of"));
        }

        @Test
        void truncatedOrWithATypoIsRefused() {
            String token = made("decide");
            refused(with(token.substring(0, token.length() - 1)));
            refused(with(token.substring(0, 30) + "x" + token.substring(30)));
            refused(with(token + token));
        }

        @Test
        void ofTenKilobytesIsRefused() {
            refused(with("ust_" + "a".repeat(10_000)));
        }

        @Test
        void anotherBearerIsNobody() {
            refused(with("eyJhbGciOiJub25lIn0.e30.")).body("detail", containsString("HTTP Basic"));
        }
    }

    @Nested
    class AnOrder {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"rights\": [\"decide\"]} /name",
                    "{\"name\": \"A\", \"rights\": [\"decide\"]} /name",
                    "{\"name\": \"a b\", \"rights\": [\"decide\"]} /name",
                    "{\"name\": \"token:a\", \"rights\": [\"decide\"]} /name",
                    "{\"name\": \"a\"} /rights",
                    "{\"name\": \"a\", \"rights\": []} /rights",
                    "{\"name\": \"a\", \"rights\": [\"decide\", \"admin\"]} /rights/1",
                    "{\"name\": \"a\", \"rights\": [null]} /rights/0",
                    "{\"name\": \"a\", \"rights\": [\"decide\"], \"rulesets\": []} /rulesets",
                    "{\"name\": \"a\", \"rights\": [\"decide\"], \"rulesets\": [\"../x\"]} /rulesets/0",
                    "{\"name\": \"a\", \"rights\": [\"decide\"], \"expiresIn\": \"367d\"} /expiresIn",
                    "{\"name\": \"a\", \"rights\": [\"decide\"], \"expiresIn\": \"0d\"} /expiresIn",
                    "{\"name\": \"a\", \"rights\": [\"decide\"], \"expiresIn\": \"soon\"} /expiresIn",
                    "{\"name\": \"a\", \"rights\": [\"decide\"], \"owner\": \" \"} /owner",
                    "{\"name\": \"a\", \"rights\": [\"decide\"], \"secret\": \"mine\"} /secret"
                })
        void thatCanNotBeTakenIsA400WithThePlace(String order) {
            int end = order.lastIndexOf(' ');
            as("admin")
                    .body(order.substring(0, end))
                    .post(TOKENS)
                    .then()
                    .statusCode(400)
                    .body("pointer", equalTo(order.substring(end + 1)));
        }

        @Test
        void ofANameInUseIsA409UntilThatIsRevoked() {
            String name = name();
            JsonPath made = make(Map.of("name", name, "rights", List.of("decide")));
            as("admin")
                    .body(Map.of("name", name, "rights", List.of("git")))
                    .post(TOKENS)
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:understudy:problem:token-exists"));
            as("admin").delete(TOKENS + "/" + made.getString("id")).then().statusCode(204);
            assertThat(make(Map.of("name", name, "rights", List.of("git"))).getString("owner"))
                    .isEqualTo("admin");
        }

        @Test
        void isRecordedWithoutTheSecret() {
            JsonPath made = make(Map.of("rights", List.of("decide")));
            String id = made.getString("id");
            as("admin").post(TOKENS + "/" + id + "/rotate").then().statusCode(200);
            as("admin").delete(TOKENS + "/" + id).then().statusCode(204);
            String secret = made.getString("token").substring(17, 60);
            String records = as("auditor")
                    .queryParam("subject", "token:" + id)
                    .get("/api/v1/audit")
                    .then()
                    .body("records.action", equalTo(List.of("token.revoked", "token.rotated", "token.created")))
                    .body("records.actor", everyItem(equalTo("admin")))
                    .extract()
                    .asString();
            assertThat(records).contains(made.getString("name")).doesNotContain(secret, Sha256.hex(secret));
        }
    }

    @Nested
    class TheList {
        @Test
        void comesInPagesWithoutSecrets() {
            for (int i = 0; i < 3; i++) {
                var _ = made("decide");
            }
            JsonPath first = as("admin")
                    .queryParam("limit", 2)
                    .get(TOKENS)
                    .then()
                    .statusCode(200)
                    .body("tokens.size()", equalTo(2))
                    .extract()
                    .jsonPath();
            assertThat(first.getString("tokens[0].token")).isNull();
            List<String> ids = first.getList("tokens.id");
            as("admin")
                    .queryParam("limit", 2)
                    .queryParam("before", first.getLong("next"))
                    .get(TOKENS)
                    .then()
                    .body("tokens.id", not(hasItem(ids.get(0))))
                    .body("tokens.id", not(hasItem(ids.get(1))));
            as("admin").queryParam("limit", 0).get(TOKENS).then().statusCode(400);
        }

        @Test
        void knowsNoOthers() {
            as("admin").delete(TOKENS + "/aaaaaaaaaaaa").then().statusCode(404);
            as("admin").delete(TOKENS + "/nothing").then().statusCode(404);
        }
    }
}
