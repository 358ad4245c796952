// A place shown on a map. The map is asked for when it is wanted; the words
// typed beside it stay enough.

const start = (part) => part.querySelectorAll("[data-map]").forEach(place);
start(document);
addEventListener("fresh", ({ target }) => start(target));

function place(box) {
  const { map: name, tiles, near, credit, bounds, script, style } = box.dataset;
  const part = (key) => box.closest("form").elements[`${name}.${key}`];
  const [frame, told] = [box.querySelector("[data-frame]"), box.querySelector("[data-told]")];
  const press = (key) => box.querySelector(`[data-do=${key}]`);
  let map, pin;
  box.hidden = false;
  show();
  press("open").addEventListener("click", async ({ target }) => {
    frame.hidden = !frame.hidden;
    target.setAttribute("aria-expanded", String(!frame.hidden));
    target.textContent = frame.hidden ? "Montrer sur la carte" : "Fermer la carte";
    if (frame.hidden || map) return;
    try {
      await open();
    } catch {
      told.textContent = "La carte ne s’ouvre pas. Écrivez l’adresse.";
    }
  });
  press("here").addEventListener("click", () => {
    told.textContent = "Nous cherchons votre position…";
    const lost = () => { told.textContent = "Nous ne trouvons pas votre position. Écrivez l’adresse."; };
    if (!navigator.geolocation) return lost();
    navigator.geolocation.getCurrentPosition(({ coords }) => take(coords.latitude, coords.longitude), lost, { enableHighAccuracy: true, timeout: 15000 });
  });
  press("clear").addEventListener("click", () => {
    for (const key of ["lat", "lon", "commune", "found"]) part(key).value = "";
    told.textContent = "Le point est retiré.";
    show();
    press("open").focus();
  });
  // a suggestion that was taken has its point
  part("text")?.form.addEventListener("change", ({ target }) => { if (box.isConnected && target === part("found")) show(); });

  async function open() {
    frame.before(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
    await import(script);
    const [south, west, north, east] = bounds.split(",").map(Number);
    map = L.map(frame, { attributionControl: false, maxZoom: 19 });
    map.zoomControl.remove();
    L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
    L.control.attribution({ prefix: false }).addTo(map);
    L.tileLayer(tiles, { attribution: credit, maxZoom: 19 }).addTo(map);
    frame.setAttribute("aria-label", "Carte. Flèches pour se déplacer, plus et moins pour agrandir ou réduire, Entrée pour choisir le centre.");
    frame.append(Object.assign(document.createElement("span"), { className: "map-centre" }));
    map.fitBounds([[south, west], [north, east]]);
    show();
    if (pin) map.setView(pin.getLatLng(), 17);
    map.on("click", ({ latlng }) => take(latlng.lat, latlng.lng));
    frame.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== frame) return;
      event.preventDefault();
      take(map.getCenter().lat, map.getCenter().lng);
    });
    frame.focus();
  }

  async function take(lat, lon) {
    part("lat").value = lat.toFixed(6);
    part("lon").value = lon.toFixed(6);
    part("commune").value = "";
    part("found").value = "@carte";
    show();
    if (map && !map.getBounds().contains([lat, lon])) map.setView([lat, lon], 17);
    told.textContent = "Le point est choisi.";
    try {
      const answer = await fetch(`${near}?lat=${lat.toFixed(6)}&lon=${lon.toFixed(6)}`);
      const { label, town } = await answer.json();
      if (label) told.textContent = `Le point est choisi. Adresse la plus proche\u00a0: ${label}.`;
      else told.textContent = town ? `Le point est choisi, à ${town}.` : "Le point est choisi. Il est hors de la Métropole.";
      if (label && part("text") && !part("text").value) part("text").value = label;
    } catch {
      // Offline: the point is enough.
    }
    part("found").dispatchEvent(new Event("change", { bubbles: true }));
  }

  // What the hidden parts say.
  function show() {
    const at = [part("lat").value, part("lon").value];
    press("clear").hidden = !at[0];
    pin?.remove();
    pin = at[0] && map ? L.circleMarker(at, { radius: 10, weight: 4, color: "#fff", fillColor: "#b3123b", fillOpacity: 1, interactive: false }).addTo(map) : undefined;
    if (pin) map.panInside(pin.getLatLng());
  }
}
