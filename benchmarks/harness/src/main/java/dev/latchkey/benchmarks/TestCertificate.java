package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for {@code localhost}, made anew for each run by {@code benchmarks/run}, which also
 * has the system trust it.
 *
 * @param keyStore the private key, for the server; PKCS #12
 * @param trustStore the certificate, for clients on Java's TLS; PKCS #12
 */
record TestCertificate(Path keyStore, Path trustStore) {
  static final String PASSWORD = "benchmark";

  /** The one in the folder that the variable {@code BENCHMARK_TRUST} names. */
  static TestCertificate inEnvironment() {
    Path folder = Path.of(System.getenv("BENCHMARK_TRUST"));
    return new TestCertificate(folder.resolve("localhost.p12"), folder.resolve("trust.p12"));
  }

  SSLServerSocketFactory serverSockets() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  /**
   * Client sockets that trust the certificate. Each has a new session, as that of a new process.
   */
  SSLSocketFactory clientSockets() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(trustStore)) {
      trusted.load(in, PASSWORD.toCharArray());
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
