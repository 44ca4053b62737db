// The dashboard: asks for /status.json every second and shows what it says;
// docs/protocol.md, section 7.

import {texts} from './dashboard-texts.mjs';
import {element, setText} from './elements.mjs';
import {offerLanguages, translatePage} from './languages.mjs';

const everyMilliseconds = 1_000;
// So many figures without an answer are no longer called live.
const staleAfter = 3;
const courseSeconds = 300;
const [courseWidth, courseHeight] = [600, 90];
const agentStates = ['available', 'offered', 'busy', 'wrap_up', 'away', 'offline'];
const byID = id => document.getElementById(id);
/** Seconds and customers waiting, the oldest first. */
const course = [];
let misses = 0;

async function poll() {
  try {
    const answer = await fetch('/status.json', {cache: 'no-store'});
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    show(await answer.json());
    misses = 0;
  } catch {
    misses += 1;
  }
  showFreshness();
  setTimeout(poll, everyMilliseconds);
}

function showFreshness() {
  const isStale = misses >= staleAfter;
  setText(byID('fresh'), isStale ? texts.stale : texts.live);
  byID('fresh').classList.toggle('stale', isStale);
  document.body.classList.toggle('stale-figures', isStale);
}

function show(status) {
  setText(byID('scenario'), status.scenario ?? '');
  setText(byID('up'), duration(status.up_seconds));
  showTiles(status);
  showCourse(status);
  showQueues(status.queues);
  showAgents(status.agents);
  showSignedIn(status);
  showCounters(status.counters);
}

function showTiles({queues, agents, service_level: level}) {
  const longest = queues.filter(queue => queue.waiting > 0)
    .reduce((a, b) => !a || b.longest_wait_seconds > a.longest_wait_seconds ? b : a, undefined);
  const lines = queues.filter(queue => queue.waiting > 0).length;
  setText(byID('waiting'), `${sum(queues, 'waiting')}`);
  setText(byID('waiting-note'), lines > 0 ? texts.inStreams(lines, queues.length) : '');
  setText(byID('longest'), longest ? duration(longest.longest_wait_seconds) : '–');
  setText(byID('longest-note'), longest ? streamName(longest) : texts.nobodyWaits);
  setText(byID('talking'), `${sum(queues, 'talking')}`);
  setText(byID('agents-note'), texts.free(sum(agents, 'available')));
  setText(byID('level'), level.share === null ? '–' : `${Math.round(100 * level.share)} %`);
  setText(byID('level-note'),
    texts.level(level.answered_within, level.offered, level.within_seconds));
}

function showCourse({up_seconds: now, queues}) {
  // A server that was started anew has a course of its own.
  if (course.length > 0 && now < course.at(-1).at) course.length = 0;
  course.push({at: now, waiting: sum(queues, 'waiting')});
  while (course[0].at < now - courseSeconds) course.shift();
  const most = Math.max(4, ...course.map(point => point.waiting));
  const points = course.map(({at, waiting}) => {
    const x = courseWidth * (1 - (now - at) / courseSeconds);
    return `${x.toFixed(1)},${(courseHeight * (1 - waiting / most) * .94 + 3).toFixed(1)}`;
  });
  const first = points[0].split(',')[0];
  byID('course-line').setAttribute('d', `M${points.join('L')}`);
  byID('course-area').setAttribute(
    'd', `M${first},${courseHeight}L${points.join('L')}L${courseWidth},${courseHeight}Z`);
  const waits = course.map(point => point.waiting);
  setText(byID('course-words'),
    texts.courseWords(waits.at(-1), Math.min(...waits), Math.max(...waits)));
}

function showQueues(queues) {
  byID('queues').replaceChildren(...queues.map(queue => row(streamName(queue), [
    queue.waiting, queue.waiting > 0 ? duration(queue.longest_wait_seconds) : '–', queue.talking,
  ])));
}

function showAgents(agents) {
  byID('agents').replaceChildren(...agents.map(group =>
    row(group.group, agentStates.map(state => group[state]))));
}

/** Who is doing what: of many agents the first. */
function showSignedIn({agents, signed_in: signedIn = []}) {
  const there = agentStates.filter(state => state !== 'offline')
    .reduce((total, state) => total + sum(agents, state), 0);
  setText(byID('signed-in-note'),
    there === 0 ? texts.nobodyHere : texts.listed(signedIn.length, there));
  byID('signed-in').replaceChildren(...signedIn.map(agent => element('tr', {},
    element('th', {scope: 'row'}, agent.agent),
    element('td', {'data-state': agent.state}, stateName(agent)),
    element('td', {}, duration(agent.since_seconds)),
    element('td', {}, agent.dialogues.map(stream => streamName({stream})).join(', ') || '–'))));
}

function showCounters(counters) {
  byID('counters').replaceChildren(...Object.entries(counters).map(([key, count]) =>
    element('div', {}, element('dt', {}, texts.counters[key] ?? key),
      element('dd', {}, count.toLocaleString(texts.language)))));
}

function row(name, values) {
  return element('tr', {}, element('th', {scope: 'row'}, name), ...values.map(value =>
    element('td', {class: value !== 0 && value !== '–' && 'some'}, `${value}`)));
}

// What belongs to no stream of the scenario has this name on the wire.
const streamName = ({stream}) => stream === 'other pages' ? texts.otherPages : stream;

const stateName = ({state}) => texts[state === 'wrap_up' ? 'wrapUp' : state] ?? state;

const sum = (list, key) => list.reduce((total, each) => total + each[key], 0);

/** `7 s`, `3:05`, `1:02:40`. */
function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return texts.seconds(whole);
  const parts = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] > 0 ? parts : parts.slice(1);
  return shown.map((part, index) => index > 0 ? `${part}`.padStart(2, '0') : `${part}`).join(':');
}

translatePage(texts);
offerLanguages(byID('language'), texts.language);
poll();
