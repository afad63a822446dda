'use strict';

// The token stands behind '#', which no browser sends anywhere. It is taken out of the address at once, so that it is
// neither in the history nor on a screenshot, and lives no longer than the call that opens the link.
(() => {
  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  // Another link that is put into the address of this page loads nothing by itself.
  addEventListener('hashchange', () => location.reload());

  const at = (id) => document.getElementById(id);
  const main = document.querySelector('main');
  const moment = (text) => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
    .format(new Date(text));

  let opening = '';

  const call = async (method, path, body) => {
    const answer = await fetch('/api/v1/share-links/' + path, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : undefined,
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    const json = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new Error(json.detail || 'The service does not answer as it should. Try again later.');
    }
    return json;
  };

  const heading = (title, lead) => {
    document.title = title + ' · Understudy';
    at('title').textContent = title;
    at('lead').textContent = lead;
    main.setAttribute('aria-busy', 'false');
    at('title').focus();
  };

  const element = (name, text, attributes) => {
    const made = document.createElement(name);
    made.textContent = text;
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  // What an outcome or a fact holds, one line a value: "Compensation 1 / amount" -> 250.
  const leaves = (value, path, into) => {
    if (value !== null && typeof value === 'object') {
      const entries = Object.entries(value);
      entries.forEach(([key, each]) => leaves(each, path.concat(Array.isArray(value) ? String(Number(key) + 1) : key), into));
      if (entries.length === 0) {
        into.set(path.join(' · '), 'none');
      }
    } else {
      into.set(path.join(' · '), String(value));
    }
    return into;
  };

  const table = (caption, titles, rows) => {
    const made = element('table', '');
    made.append(element('caption', caption));
    const head = made.createTHead().insertRow();
    titles.forEach((title) => head.append(element('th', title, { scope: 'col' })));
    const body = made.createTBody();
    rows.forEach((row) => {
      const line = body.insertRow();
      line.append(element('th', row.cells[0], { scope: 'row' }));
      row.cells.slice(1).forEach((cell) => line.append(element('td', cell)));
      if (row.changed) {
        line.className = 'changed';
        line.lastElementChild.append(element('span', ' (differs)', { class: 'mark' }));
      }
    });
    const frame = element('div', '', { class: 'table', tabindex: '0', role: 'region', 'aria-label': caption });
    frame.append(made);
    return frame;
  };

  const decision = (each, index) => {
    const made = element('article', '');
    made.append(element('h3', 'Decision ' + (index + 1)));
    if (each.problem) {
      made.append(element('p', 'It can’t be shown: ' + each.problem, { class: 'meta' }));
      return made;
    }
    made.append(element('p', each.ruleset + ', ' + moment(each.decidedAt) + '. '
      + (each.identical ? 'The draft decides the same.' : 'The draft decides otherwise.'), { class: 'meta' }));
    const before = leaves(each.then.outcome, [], new Map());
    const after = leaves(each.now.outcome, [], new Map());
    const names = [...new Set([...before.keys(), ...after.keys()])];
    made.append(table('Outcome', ['', 'As it was decided', 'Under the draft'], names.map((name) => ({
      cells: [name, before.get(name) ?? '–', after.get(name) ?? '–'],
      changed: before.get(name) !== after.get(name),
    }))));
    if (each.facts) {
      made.append(table('What was known', ['', 'Value'],
        [...leaves(each.facts, [], new Map())].map((cells) => ({ cells, changed: false }))));
    }
    return made;
  };

  const show = (link) => {
    at('maker').textContent = link.madeBy;
    at('ruleset').textContent = link.ruleset || [...new Set(link.decisions.map((each) => each.ruleset).filter(Boolean))].join(', ') || '–';
    at('branch').textContent = link.branch + (link.commit ? ' at ' + link.commit.slice(0, 8) : '');
    at('until').textContent = moment(link.expiresAt);
    at('about').hidden = false;
    at('draft').hidden = false;
    if (link.decisions) {
      heading('What a draft would decide', link.madeBy + ' shows you decisions under the rules of then, and under a draft.');
      at('list').replaceChildren(...link.decisions.map(decision));
      at('decisions').hidden = false;
    } else {
      opening = link.opening;
      heading('A draft of ' + link.madeBy, 'You are about to see ' + link.ruleset
        + ' decide by rules that do not count yet, in this browser alone, until the link ends.');
      at('act').hidden = false;
    }
  };

  const said = (text) => { at('said').textContent = text; };

  at('enter').addEventListener('click', async () => {
    at('enter').disabled = true;
    try {
      await call('POST', 'cookie', { opening });
      said('This browser sees the draft now. You can close this page.');
      at('leave').hidden = false;
    } catch (fault) {
      at('enter').disabled = false;
      said(fault.message);
    }
  });

  at('leave').addEventListener('click', async () => {
    try {
      await call('DELETE', 'cookie');
      said('What counts decides in this browser again.');
      at('leave').hidden = true;
      at('enter').disabled = false;
      at('enter').focus();
    } catch (fault) {
      said(fault.message);
    }
  });

  if (!token) {
    heading('There is no link here', 'Open the link as it was sent to you: the part behind # is missing. A page that was opened can’t be loaded again.');
  } else {
    call('POST', 'open', { token }).then(show, (fault) => heading('This link can’t be opened', fault.message));
  }
})();
