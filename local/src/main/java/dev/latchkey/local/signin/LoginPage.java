package dev.latchkey.local.signin;

import java.util.stream.Collectors;

/** The page on which a person says by a click who he is. It repeats nothing of the request. */
final class LoginPage {
  static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Sign in</title>
      <link rel="icon" href="data:,">
      <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { display: grid; place-content: center; min-height: 100vh; margin: 0; }
      main { width: min(22rem, 90vw); }
      button { display: block; width: 100%%; margin: .6rem 0; padding: .7rem 1rem; font: inherit;
        text-align: left; border: 1px solid #888; border-radius: .5rem; cursor: pointer; }
      button span { display: block; opacity: .75; font-size: .85rem; }
      </style>
      </head>
      <body>
      <main>
      <h1>Sign in as</h1>
      <form method="post">
      %s
      </form>
      <p>This page stands in for your organization's sign-in. There is no password.</p>
      </main>
      </body>
      </html>
      """
          .formatted(
              SignInAccount.ALL.stream().map(LoginPage::button).collect(Collectors.joining("\n")));

  private LoginPage() {}

  private static String button(SignInAccount account) {
    String roles = account.roles().isEmpty() ? "no role" : String.join(", ", account.roles());
    return "<button name=\"username\" value=\"%s\">%s<span>%s</span></button>"
        .formatted(account.name(), account.displayName(), roles);
  }
}
