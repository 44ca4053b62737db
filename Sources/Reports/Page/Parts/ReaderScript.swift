// The script of a page: it leads a reader along the values of a picture, and opens the tables for
// the printer. The page says everything without it.

/// The script of a page.
///
/// Each picture gets one slider over it: the pointer finds the nearest value, the arrow keys go
/// from one to the next, a screen reader hears the value. What it says is a row of the picture's
/// own table.
enum ReaderScript {
  static let text: StaticString = #"""
    'use strict';
    for (const plot of document.querySelectorAll('.plot')) {
      const places = plot.dataset.places.split(' ').filter(Boolean)
        .map(place => place.split(',').map(Number));
      const table = plot.parentNode.querySelector('table');
      const heads = [...table.tHead.rows[0].cells].map(cell => cell.textContent);
      const rows = table.tBodies[0].rows;
      if (!places.length) continue;
      const make = (name, parent) => {
        const element = document.createElement('div');
        element.className = name;
        parent.append(element);
        return element;
      };
      const reader = make('reader', plot);
      let at = 0, mark, tip;
      const values = index => [...rows[index].cells].slice(1)
        .map((cell, column) => [heads[column + 1], cell.textContent]);
      const name = index => rows[index].cells[0].textContent;
      const say = index => name(index) + ': '
        + values(index).map(([head, value]) => head + ' ' + value).join(', ');
      const attributes = {role: 'slider', tabindex: 0, 'aria-orientation': 'horizontal',
        'aria-label': 'Values of ' + plot.dataset.title, 'aria-valuemin': 0,
        'aria-valuemax': places.length - 1, 'aria-valuenow': 0, 'aria-valuetext': say(0)};
      for (const key in attributes) reader.setAttribute(key, attributes[key]);
      const hide = () => {
        if (mark) { mark.remove(); tip.remove(); }
        mark = tip = undefined;
      };
      const show = index => {
        at = Math.min(Math.max(index, 0), places.length - 1);
        if (!mark) { mark = make('mark', plot); tip = make('tip', plot); }
        reader.setAttribute('aria-valuenow', at);
        reader.setAttribute('aria-valuetext', say(at));
        tip.textContent = '';
        const head = document.createElement('b');
        head.textContent = name(at);
        tip.append(head);
        for (const [label, value] of values(at)) {
          const line = document.createElement('span');
          const left = document.createElement('span'), right = document.createElement('span');
          left.textContent = label;
          right.textContent = value;
          line.append(left, right);
          tip.append(line);
        }
        const [x, y] = places[at];
        mark.style.left = x + '%';
        mark.style.top = y + '%';
        const width = plot.clientWidth, left = width * x / 100;
        const room = width - tip.offsetWidth;
        const beyond = left + 14 + tip.offsetWidth > width;
        const wanted = beyond ? left - 14 - tip.offsetWidth : left + 14;
        tip.style.left = Math.min(Math.max(wanted, 0), Math.max(room, 0)) + 'px';
        tip.style.top = Math.max(plot.clientHeight * y / 100 - tip.offsetHeight - 12, 0) + 'px';
      };
      const nearest = event => {
        const box = plot.getBoundingClientRect();
        const x = event.clientX - box.left, y = event.clientY - box.top;
        let best = 0, least = Infinity;
        places.forEach(([left, top], index) => {
          const dx = plot.dataset.search === 'down' ? 0 : left * box.width / 100 - x;
          const dy = plot.dataset.search === 'across' ? 0 : top * box.height / 100 - y;
          const distance = dx * dx + dy * dy;
          if (distance < least) { least = distance; best = index; }
        });
        return best;
      };
      const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10,
        PageUp: -10, Home: -Infinity, End: Infinity};
      reader.addEventListener('pointermove', event => show(nearest(event)));
      reader.addEventListener('pointerdown', event => show(nearest(event)));
      reader.addEventListener('pointerleave', () => {
        if (document.activeElement !== reader) hide();
      });
      reader.addEventListener('focus', () => show(at));
      reader.addEventListener('blur', hide);
      reader.addEventListener('keydown', event => {
        if (event.key === 'Escape') return hide();
        if (!(event.key in steps)) return;
        event.preventDefault();
        show(at + steps[event.key]);
      });
    }
    const closed = [];
    addEventListener('beforeprint', () => {
      for (const details of document.querySelectorAll('details.short:not([open])')) {
        details.open = true;
        closed.push(details);
      }
    });
    addEventListener('afterprint', () => {
      while (closed.length) closed.pop().open = false;
    });
    """#
}
