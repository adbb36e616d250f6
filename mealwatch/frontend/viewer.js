// A photo shown large: the arrows lead to the one before and after it, Escape back.
if (document.querySelector("[data-viewer]")) {
  const ways = { ArrowLeft: "prev", ArrowRight: "next", Escape: "up" };
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const link = ways[event.key] && document.querySelector(`[data-viewer] a[rel=${ways[event.key]}]`);
    if (link) link.click();
  });
}
