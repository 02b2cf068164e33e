package dev.latchkey.local.template;

/** What is wrong with a template, in one sentence that names the place. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TemplateException(String sentence) {
    super(sentence);
  }
}
