package dev.latchkey.local.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/** The RSA key with which the sign-in server signs its tokens: its own, never the library's. */
public final class SigningKey {
  private final RSAKey key;

  private SigningKey(RSAKey key) {
    this.key = key;
  }

  /** A new key, whose tokens end with it. */
  public static SigningKey random() {
    try {
      return new SigningKey(
          new RSAKeyGenerator(2048)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The key in {@code file}, made if it is not there, so that tokens outlive a restart. Only its
   * owner may read the file.
   *
   * @throws IOException if the file cannot be read or written, or holds no key
   */
  public static SigningKey in(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file, random().key);
    }
    try {
      return new SigningKey(RSAKey.parse(Files.readString(file)));
    } catch (ParseException e) {
      throw new IOException(file + " holds no key", e);
    }
  }

  RSAKey jwk() {
    return key;
  }

  private static void write(Path file, RSAKey key) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path unfinished = Files.createTempFile(folder, "key", null, ownerOnly());
    Files.writeString(unfinished, key.toJSONString());
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
