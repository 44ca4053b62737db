"""A consultation by the keyboard alone, and what a screen reader is told of it."""

from playwright.sync_api import expect

from test_consultation import ENGLISH, expect_texts

# Notes what is said in live regions: text that comes into one that is shown, but for what is hidden
# from screen readers.
LISTEN = """() => {
  const regions = '[role=log], [role=status], [role=alert], [aria-live]';
  const heard = window.heard = [];
  const textOf = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.getAttribute?.('aria-hidden') === 'true') return '';
    return [...node.childNodes].map(textOf).filter(Boolean).join(' ');
  };
  const watcher = new MutationObserver(records => {
    for (const {target, addedNodes, type} of records) {
      const place = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const region = place?.closest(regions);
      if (!region?.checkVisibility() || place.closest('[aria-hidden=true]')) continue;
      const nodes = type === 'characterData' ? [target] : [...addedNodes];
      heard.push(...nodes.map(textOf).filter(text => text.trim()));
    }
  });
  const roots = [document, document.getElementById('consult-widget')?.shadowRoot];
  for (const root of roots.filter(Boolean)) {
    watcher.observe(root, {subtree: true, childList: true, characterData: true});
  }
}"""


# Two pictures have been drawn.
TWO_PICTURES = """() => new Promise(drawn =>
  requestAnimationFrame(() => requestAnimationFrame(drawn)))"""


def is_focused(locator):
    return locator.count() == 1 and locator.evaluate(
        "place => place.getRootNode().activeElement === place")


def press_until(page, key, locator, most=60):
    """Goes on from control to control until one has the focus; everything on the way shows that it
    has it."""
    for _ in range(most):
        page.keyboard.press(key)
        # The focus comes out of a frame when the frame's own process says so.
        page.evaluate(TWO_PICTURES)
        if is_focused(locator):
            assert locator.evaluate(
                "place => getComputedStyle(place).outlineStyle !== 'none'"), "the focus is not seen"
            return
    raise AssertionError(f"{key} never comes to {locator}")


def type_and_send(page, text):
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def heard(page, text, times=1):
    """Waits until a screen reader has been told of something, so many times; all it was told."""
    page.wait_for_function("text => window.heard.some(each => each.includes(text))", arg=text)
    told = page.evaluate("window.heard")
    assert len([each for each in told if text in each]) == times, told
    return told


def sign_in(visit, site):
    console = visit("/console")
    console.evaluate(LISTEN)
    press_until(console, "Tab", console.locator("#agent"))
    console.keyboard.insert_text("seoul-1")
    console.keyboard.press("Tab")
    type_and_send(console, site.token("seoul-1"))
    expect(console.locator("#desk")).to_be_visible()
    press_until(console, "Tab", console.locator("#available"))
    console.keyboard.press("Enter")
    heard(console, "Available")
    return console


def ask(visit, question):
    customer = visit(ENGLISH)
    button = customer.locator("#consult-widget .ask")
    expect(button).to_be_visible()
    customer.evaluate(LISTEN)
    press_until(customer, "Tab", button)
    customer.keyboard.press("Enter")
    expect(customer.locator("#question")).to_be_focused()
    type_and_send(customer, question)
    expect(customer.locator("#title")).to_be_focused()
    return customer


def accept(console, question):
    heard(console, question)
    press_until(console, "Tab", console.get_by_role("button", name="Accept"))
    console.keyboard.press("Enter")
    expect(console.get_by_role("tab").last).to_contain_text(question)


def test_a_consultation_by_keyboard_alone_is_heard(visit, site):
    console = sign_in(visit, site)
    customer = ask(visit, "Do they fit?")
    heard(customer, "You are next.")
    accept(console, "Do they fit?")
    # The seconds that are left to accept are not told one by one.
    assert not [each for each in console.evaluate("window.heard") if each.endswith(" s")]
    heard(customer, "You are talking with seoul-1.")
    field = console.locator("textarea:visible")
    press_until(console, "Tab", field)
    type_and_send(console, "They come up large.")
    heard(customer, "They come up large.")
    press_until(customer, "Tab", customer.locator("#message"))
    customer.keyboard.insert_text("Then one")
    customer.keyboard.press("Shift+Enter")
    type_and_send(customer, "smaller?")
    heard(console, "Then one\nsmaller?")
    expect(field).to_be_focused()
    expect_texts(console, "They come up large.", "Then one\nsmaller?")

    # Put aside, a new message is told beside the page, and Enter leads back to it.
    customer.keyboard.press("Escape")
    expect(customer.locator("#consult-widget .ask")).to_be_focused()
    type_and_send(console, "Size 41 is right.")
    heard(customer, "seoul-1: Size 41 is right.")
    expect(customer.locator("#consult-widget .ask")).to_have_text("1 new message")
    customer.keyboard.press("Enter")
    expect(customer.locator("#message")).to_be_focused()
    press_until(customer, "Shift+Tab", customer.get_by_role("button", name="End", exact=True))
    customer.keyboard.press("Enter")
    heard(customer, "You have ended the consultation.")
    heard(console, "The customer has ended the dialogue.")
    expect(console.get_by_role("button", name="Wrap-up done")).to_be_focused()
    console.keyboard.press("Enter")
    expect(console.get_by_role("tab")).to_have_count(0)

    # Once more, and the agent ends it.
    expect(customer.locator("#title")).to_be_focused()
    press_until(customer, "Tab", customer.get_by_role("button", name="Ask another question"))
    customer.keyboard.press("Enter")
    expect(customer.locator("#question")).to_be_focused()
    type_and_send(customer, "And in brown?")
    accept(console, "And in brown?")
    press_until(console, "Tab", console.get_by_role("button", name="End", exact=True))
    console.keyboard.press("Enter")
    heard(customer, "The consultation is over. Goodbye!")
    expect(console.get_by_role("button", name="Wrap-up done")).to_be_focused()


def test_arrows_lead_from_dialogue_to_dialogue_and_through_lists(visit, site):
    console = sign_in(visit, site)
    for question in ("First?", "Second?"):
        ask(visit, question)
        accept(console, question)
    tabs = console.get_by_role("tab")
    expect(tabs).to_have_count(2)
    press_until(console, "Shift+Tab", console.get_by_role("tab", selected=True))
    for key, place in (("ArrowRight", 1), ("ArrowRight", 0), ("ArrowLeft", 1), ("Home", 0), ("End", 1)):
        console.keyboard.press(key)
        expect(tabs.nth(place)).to_be_focused()
        expect(tabs.nth(place)).to_have_attribute("aria-selected", "true")
        question = ("First?", "Second?")[place]
        expect(console.locator(".about:visible .question")).to_have_text(question)
    # What is written in the other dialogue is told; where it is, the arrows lead.
    press_until(console, "Tab", console.locator("textarea:visible"))
    console.keyboard.insert_text("One moment.")
    press_until(console, "Shift+Tab", console.get_by_role("button", name="Help…"))
    console.keyboard.press("Enter")
    expect(console.locator("#request-question")).to_be_focused()
    console.keyboard.press("Escape")
    expect(console.locator("#request")).to_be_hidden()
    expect(console.get_by_role("button", name="Help…")).to_be_focused()
    press_until(console, "Shift+Tab", console.locator("#language"))
    console.keyboard.press("ArrowDown")
    expect(console.locator("html")).to_have_attribute("lang", "ja")
    expect(tabs).to_have_count(2)
