// The dialogues of an agent as tabs. Arrow keys lead from one to the next.

import {DialogueTab} from './console-tab.mjs';
import {texts} from './console-texts.mjs';

/** The tabs. Actions: `wrote`, `end`, `wrappedUp`, `help`, `transfer`, `handOver`, `said`. */
export class DialogueTabs {
  #list;
  #nobody;
  #actions;
  /** In the order in which they stand. */
  #tabs = [];
  #shown;

  constructor(list, nobody, actions) {
    this.#list = list;
    this.#nobody = nobody;
    this.#actions = actions;
    list.addEventListener('keydown', event => this.#step(event));
  }

  /** Shows a dialogue that begins, or that goes on after the connection was lost. */
  open(dialogue, facts) {
    let tab = this.#live(dialogue.number);
    if (!tab) {
      tab = new DialogueTab(dialogue, {
        ...this.#actions, show: one => this.#show(one), close: one => this.#close(one),
      });
      // Panels that are there stay in place: a frame that is moved loads anew.
      (this.#tabs.at(-1)?.panel ?? this.#list).after(tab.panel);
      this.#list.append(tab.handle);
      this.#tabs.push(tab);
    }
    tab.describe(dialogue, facts);
    // Who writes in one dialogue is not thrown into another.
    if (!this.#shown || this.#shown.isOver) this.#show(tab); else this.#refresh();
  }

  add(dialogue, entry) {
    const tab = this.#live(dialogue.number);
    tab?.add(entry);
    if (!tab || tab === this.#shown || entry.party === dialogue.party) return;
    tab.unread += 1;
    const said = entry.text ?? texts[entry.kind](entry.name || texts.customer);
    this.#actions.said(`${tab.title}: ${said}`);
  }

  /** The helper answers from now on; whoever that is learns what the customer asked. */
  takeOver(dialogue, facts, entry) {
    if (facts.kind) this.#live(dialogue.number)?.describe(dialogue, facts);
    this.add(dialogue, entry);
  }

  showDelivered(dialogue) { this.#live(dialogue.number)?.showDelivered(); }

  move(message) { this.#live(message.dialogue)?.showPage(message); }

  end({dialogue, reason}) { this.#live(dialogue)?.end(reason); }

  wrapUp({dialogue, seconds}) {
    // Who gave a dialogue away may be in it again, as a helper: the wrap-up is of what has ended.
    this.#tabs.findLast(tab => tab.number === dialogue && tab.isOver)?.wrapUp(seconds);
  }

  /** By dialogues what is being written. */
  get drafts() {
    const live = this.#tabs.filter(tab => !tab.isOver && tab.draft);
    return Object.fromEntries(live.map(tab => [tab.number, tab.draft]));
  }

  set drafts(drafts) {
    for (const tab of this.#tabs) tab.draft = drafts[tab.number] ?? '';
  }

  endAll() { for (const tab of this.#tabs) tab.end('closing'); }

  #live(number) { return this.#tabs.find(tab => tab.number === number && !tab.isOver); }

  #show(tab) {
    this.#shown = tab;
    this.#refresh();
    tab?.scrollToEnd();
  }

  #close(tab) {
    const index = this.#tabs.indexOf(tab);
    this.#tabs.splice(index, 1);
    tab.remove();
    if (tab !== this.#shown) return this.#refresh();
    this.#show(this.#tabs[Math.max(0, index - 1)]);
    this.#shown?.handle.focus();
  }

  #refresh() {
    for (const tab of this.#tabs) tab.isShown = tab === this.#shown;
    this.#list.hidden = this.#tabs.length === 0;
    this.#nobody.hidden = this.#tabs.length > 0;
  }

  #step(event) {
    const at = this.#tabs.indexOf(this.#shown);
    const count = this.#tabs.length;
    const next = {
      ArrowRight: at + 1, ArrowLeft: at - 1 + count, Home: 0, End: count - 1,
    }[event.key];
    if (next === undefined || count === 0) return;
    event.preventDefault();
    this.#show(this.#tabs[next % count]);
    this.#shown.handle.focus();
  }
}
