package dev.understudy.identity;

import dev.understudy.content.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * A key pair after RFC 8032 that follows from a seed, so that all nodes have the same without telling each other. Safe
 * for any number of threads.
 */
public final class Ed25519 {
    /** How long a seed is. */
    public static final int SEED_BYTES = 32;
    /** How long a signature is. */
    public static final int SIGNATURE_BYTES = 64;

    private static final String NAME = "Ed25519";

    private final KeyPair keys;
    private final long id;

    private Ed25519(KeyPair keys) {
        this.keys = keys;
        this.id = ByteBuffer.wrap(Sha256.digest().digest(keys.getPublic().getEncoded()))
                .getLong();
    }

    /** @param seed 32 secret bytes */
    public static Ed25519 of(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("A seed has " + SEED_BYTES + " bytes.");
        }
        try {
            // The JDK gives no public key for a private one; but it takes what it draws for the seed.
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, new Drawn(seed));
            Ed25519 made = new Ed25519(generator.generateKeyPair());
            PrivateKey wanted = KeyFactory.getInstance(NAME)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            // That the generator takes what it draws for the private key is how JDKs do it, and nowhere promised.
            if (!wanted.equals(made.keys.getPrivate())) {
                throw new IllegalStateException("This JDK makes no Ed25519 keys from a seed.");
            }
            return made;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Names the public key: the first 64 bits of its SHA-256. */
    public long id() {
        return id;
    }

    /** 64 bytes. Takes up to a millisecond on a busy machine. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Whether this pair signed it. As slow as signing; never throws for what others sent. */
    public boolean verifies(byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(keys.getPublic());
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException garbled) {
            // Not every text of 64 bytes is a point of the curve and a number.
            return false;
        }
    }

    /** The public key as X.509 has it. */
    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("Every JDK has Ed25519.", e);
    }

    /** Draws the seed and nothing else. */
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Drawn(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("This JDK draws " + bytes.length + " bytes for a key.");
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
