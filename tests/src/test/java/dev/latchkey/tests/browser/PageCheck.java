package dev.latchkey.tests.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds in each view and axe does not ask; a script gives whatever breaks it. */
enum PageCheck {
  ITS_LANGUAGE_IS_SAID("document.documentElement.lang === 'en' ? [] : ['no language']"),
  ITS_TITLE_SAYS_WHERE_ONE_IS(
      """
      (() => {
        const where = (seen('dialog[open] h2').at(-1) ?? seen('h1')[0]).textContent;
        return document.title === `${where} · Latchkey` ? [] : [document.title];
      })()
      """),
  THERE_IS_ONE_MAIN_HEADING("seen('h1').length === 1 ? [] : seen('h1').map(tell)"),
  NO_LEVEL_OF_HEADINGS_IS_SKIPPED(
      """
      seen('h1, h2, h3, h4, h5, h6').filter((each, at, all) =>
        Number(each.tagName[1]) > 1 + (at ? Number(all[at - 1].tagName[1]) : 0)).map(tell)
      """),
  THERE_IS_ONE_MAIN_LANDMARK("seen('main').length === 1 ? [] : ['mains: ' + seen('main').length]"),
  LANDMARKS_HAVE_NAMES(
      "seen('nav, section').filter((each) => !each.matches('[aria-label],"
          + " [aria-labelledby]')).map(tell)"),
  NO_TWO_THINGS_HAVE_ONE_ID(
      """
      [...document.querySelectorAll('[id]')].map((each) => each.id)
        .filter((id, at, all) => all.indexOf(id) !== at)
      """),
  WHAT_IS_REFERRED_TO_IS_THERE(
      """
      ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'].flatMap((name) =>
        [...document.querySelectorAll(`[${name}]`)].filter((each) =>
          each.getAttribute(name).split(' ').some((id) => !document.getElementById(id))).map(tell))
      """),
  NO_ORDER_OF_TABS_IS_FORCED(
      "[...document.querySelectorAll('[tabindex]')].filter((each) => each.tabIndex > 0).map(tell)"),
  ICONS_ARE_SILENT(
      "[...document.querySelectorAll('svg')].filter((each) => each.ariaHidden !=="
          + " 'true').map(tell)"),
  CONTROLS_HAVE_NAMES(
      """
      seen('button, a[href], input, select, textarea').filter((each) =>
        !(each.ariaLabel || each.labels?.[0]?.textContent || each.textContent).trim()).map(tell)
      """),
  BUTTONS_OF_A_ROW_NAME_IT(
      """
      seen('tr[data-id] button[aria-label], tr[data-id] input, li[data-id] button[aria-label]').filter((each) =>
        !each.ariaLabel.endsWith(' ' + each.closest('[data-id]').querySelector('.name').textContent)).map(tell)
      """),
  FIELDS_HAVE_LABELS_THAT_ARE_SEEN(
      """
      seen('dialog input, dialog select, dialog textarea').filter((each) =>
        !each.labels?.[0]?.checkVisibility()).map(tell)
      """),
  FIELDS_SAY_WHETHER_THEY_ARE_NEEDED(
      """
      seen('dialog input[type=text], dialog input[type=number], dialog textarea').filter((each) =>
        each.required === each.labels[0].textContent.includes('(optional)')).map(tell)
      """),
  FIELDS_POINT_AT_WHAT_IS_WRONG_WITH_THEM(
      """
      seen('[aria-invalid=true]').filter((each) =>
        !each.getAttribute('aria-describedby').split(' ').some((id) => {
          const text = document.getElementById(id);
          return text.matches('.field-error') && text.textContent && text.checkVisibility();
        })).map(tell)
      """),
  NOTHING_IS_FILLED_IN_BY_THE_BROWSER(
      "seen('input[type=text], input[type=search], textarea').filter((each) => each.autocomplete"
          + " !== 'off').map(tell)"),
  GROUPS_HAVE_NAMES(
      """
      seen('fieldset:not([role=none]), [role=group]').filter((each) =>
        !(each.ariaLabel || each.querySelector(':scope > legend')?.textContent)).map(tell)
      """),
  DIALOGS_HAVE_NAMES(
      """
      seen('dialog[open]').filter((each) =>
        !document.getElementById(each.getAttribute('aria-labelledby'))?.textContent).map(tell)
      """),
  A_STATUS_IS_AN_ICON_AND_A_WORD(
      """
      seen('.status, .tag.soon').filter((each) => !each.querySelector('svg') || !each.textContent.trim()).map(tell)
      """),
  TABLES_NAME_THEMSELVES_AND_THEIR_CELLS(
      """
      seen('table').filter((each) => !each.ariaLabel
        || [...each.querySelectorAll('th')].some((head) => !head.scope || !(head.textContent || head.querySelector('[aria-label]')))
        || [...each.querySelectorAll('tbody tr[data-id]')].some((row) => !row.querySelector('th[scope=row]'))).map(tell)
      """),
  TIMES_ARE_EXACT_FOR_MACHINES(
      "seen('time').filter((each) => !Number.isFinite(Date.parse(each.dateTime))).map(tell)"),
  OUTCOMES_HAVE_A_PLACE_THAT_IS_LISTENED_TO(
      "document.querySelector('#announcements[role=status][aria-live=polite]') ? [] : ['no"
          + " place']"),
  TARGETS_ARE_BIG_ENOUGH(
      """
      seen('button, a[href], select, input, textarea, [tabindex="0"]').filter((each) => !each.matches('.skip, p a')).filter((each) => {
        const { width, height } = (each.closest('label') ?? each).getBoundingClientRect();
        return width < 24 || height < 24;
      }).map(tell)
      """),
  NO_WORD_IS_CUT_OFF(
      """
      seen('button, h1, h2, h3, label, legend, p, dt, dd, .tag, .status').filter((each) => {
        const style = getComputedStyle(each);
        return !each.matches('.clip, .unseen') && style.overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1;
      }).map(tell)
      """),
  NOTHING_IS_WIDER_THAN_THE_WINDOW(
      """
      [document.documentElement, ...document.querySelectorAll('dialog[open], .dialog-body')]
        .filter((each) => each.scrollWidth > each.clientWidth).map(tell)
      """),
  NOTHING_STANDS_OUT_OF_A_DIALOG(
      """
      seen('dialog[open] *').filter((each) => !each.closest('.unseen')).filter((each) => {
        const box = each.getBoundingClientRect();
        const frame = each.closest('dialog').getBoundingClientRect();
        return box.left < frame.left - 1 || box.right > frame.right + 1;
      }).map(tell)
      """);

  private static final String WORDS =
      """
      const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility({ visibilityProperty: true }));
      const tell = (each) => each.outerHTML.slice(0, 160);
      """;

  private final String script;

  PageCheck(String script) {
    this.script = script;
  }

  /** What breaks these checks on a page as it is now, each with the name of its check. */
  static List<?> broken(Page page, Set<PageCheck> checks) {
    String scripts =
        checks.stream()
            .map(each -> "['%s', () => %s]".formatted(each, each.script.strip()))
            .collect(Collectors.joining(", "));
    return (List<?>)
        page.evaluate(
            "() => {%s return [%s].flatMap(([name, run]) => run().map((each) => name + ': ' + each));}"
                .formatted(WORDS, scripts));
  }
}
