// Put into every page by `<script src="/widget.js" data-consult-server="ws://…" defer></script>`:
// shows the "Ask" button. With `data-consult-invite` agents see that the page is read, and may
// invite. Modules are asked for from here, so that a page needs this line only.
{
  const {src, dataset} = document.currentScript;
  import(new URL('widget.mjs', src))
    .then(({Widget}) => new Widget(dataset.consultServer, src, 'consultInvite' in dataset));
}
