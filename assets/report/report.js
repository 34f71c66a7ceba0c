// A saved figure carries the line that says where its numbers are from.
const source = document.querySelector(".report").dataset.source;
const FOOT = 34; // pixels below the figure, for that line

document.querySelectorAll("[data-figure]").forEach((button) =>
  button.addEventListener("click", () => {
    const { data, layout, clientWidth, clientHeight } = document.getElementById(button.dataset.figure);
    const below = { text: source, xref: "paper", yref: "paper", x: 0, y: 0, yshift: -FOOT - 16, showarrow: false };
    const margin = { ...layout.margin, b: layout.margin.b + FOOT };
    const annotations = [...(layout.annotations ?? []), { ...below, font: { size: 10 } }];
    Plotly.downloadImage(
      { data, layout: { ...layout, margin, annotations, paper_bgcolor: "#fff" } },
      {
        format: button.dataset.kind,
        filename: button.dataset.figure,
        width: clientWidth,
        height: clientHeight + FOOT,
        scale: button.dataset.kind === "png" ? 2 : 1,
      },
    );
  })
);
