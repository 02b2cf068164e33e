package dev.latchkey.tests.browser;

import java.util.function.BiConsumer;

/** A thing that the console shows, and how a person who has signed in gets there. */
@SuppressWarnings("ImmutableEnumChecker")
enum View {
  KEYS(Visit.ENGINEER, (visit, id) -> {}),
  KEYS_OF_A_READER(Visit.AUDITOR, (visit, id) -> {}),
  NO_MATCH(Visit.ENGINEER, (visit, id) -> visit.search("nothing is called this")),
  NO_ROLE(Visit.OUTSIDER, (visit, id) -> {}),
  MENU(Visit.ENGINEER, (visit, id) -> visit.search(id).button("Actions for " + id).click()),
  SELECTED(
      Visit.ENGINEER, (visit, id) -> visit.search(id).page().getByLabel("Select " + id).check()),
  CREATE(Visit.ENGINEER, (visit, id) -> visit.button("New key").click()),
  CREATE_REFUSED(
      Visit.ENGINEER,
      (visit, id) -> {
        visit.button("New key").click();
        visit.dialogButton("Create").click();
      }),
  EXTEND(Visit.ENGINEER, (visit, id) -> visit.search(id).choose(id, "Extend")),
  EDIT(Visit.ENGINEER, (visit, id) -> visit.search(id).choose(id, "Edit")),
  ROTATE(Visit.ENGINEER, (visit, id) -> visit.search(id).choose(id, "Rotate")),
  SECRET(
      Visit.ENGINEER,
      (visit, id) -> {
        visit.search(id).choose(id, "Rotate");
        visit.dialogButton("Rotate").click();
        visit.secret();
      }),
  REVOKE(Visit.ENGINEER, (visit, id) -> visit.search(id).choose(id, "Revoke")),
  REVOKE_SEVERAL(
      Visit.ENGINEER,
      (visit, id) -> {
        visit.search(id).page().getByLabel("Select all on this page").check();
        visit.page().locator(".several .danger").first().click();
      }),
  HISTORY(
      Visit.ENGINEER,
      (visit, id) -> {
        visit.search(id).choose(id, "History");
        visit.historyWith("created").first().waitFor();
      }),
  DATA_APIS(Visit.ENGINEER, (visit, id) -> visit.toDataApis()),
  REGISTER(Visit.ENGINEER, (visit, id) -> visit.toDataApis().button("Register").click()),
  EDIT_DATA_API(Visit.ENGINEER, (visit, id) -> visit.toDataApis().choose(id, "Edit")),
  DELETE_DATA_API(Visit.ENGINEER, (visit, id) -> visit.toDataApis().choose(id, "Delete"));

  private final String person;
  private final BiConsumer<Visit, String> way;

  View(String person, BiConsumer<Visit, String> way) {
    this.person = person;
    this.way = way;
  }

  /** Who sees it. */
  String person() {
    return person;
  }

  /** Goes there. A data API is called {@code id}, and so is its one key. */
  void open(Visit visit, String id) {
    way.accept(visit, id);
  }

  /** Its name in a file's name. */
  String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
