package dev.understudy.context;

import dev.understudy.identity.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What other services verify contexts with. */
@Path("/api/v1/context/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Context")
class ContextKeysResource {
    private final ContextTokens tokens;

    ContextKeysResource(ContextTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Keys, as RFC 7517 writes them.
     *
     * @param keys each with {@code kty}, {@code crv}, {@code use}, {@code alg}, {@code kid} and {@code x}
     */
    record Keys(List<Map<String, String>> keys) {}

    @GET
    @Open(because = "Public keys.")
    @Operation(
            summary = "The public keys that contexts of journeys are verified with",
            description = "A JSON Web Key Set. The value of Rules-Context, and of rules.ctx in baggage, is a JSON Web"
                    + " Signature that these keys verify. Needs no account.")
    public Keys keys() {
        return new Keys(List.of(tokens.publicKey()));
    }
}
