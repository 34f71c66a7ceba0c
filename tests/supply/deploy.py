"""Write folders that are ready to push: a Hugging Face Space, and an app for Streamlit's Community Cloud.

``python -m tests.supply.deploy``, or ``make deploy``, after ``make release``. README's own top stays as it is: the
front matter of a Space is `assets/deploy/space.yml`.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from tests.supply.lock import DEMO, ROOT, TORCH, TORCH_WITHOUT_CUDA, read_lock
from tests.supply.release import git

RECIPES = ROOT / "assets" / "deploy"
SPACE, CLOUD = "space", "streamlit-cloud"
# A Space answers to the name that its host gives it, and stands in a frame of the host's page.
SPACE_START = (
    "ENV STREAMLIT_SERVER_CORS_ALLOWED_ORIGINS=https://huggingface.co\n"
    'ENTRYPOINT ["sh", "-c", "exec emde demo --address 0.0.0.0 --headless --allow-host $SPACE_HOST"]\n'
)
TORCH_WHEEL = (
    "torch @ https://download.pytorch.org/whl/cpu/torch-{version}%2Bcpu-cp311-cp311-manylinux_2_28_x86_64.whl"
    "#sha256={digest}\n"
)
CLOUD_FOLDERS = ("emde_core/", "dashboard/", "assets/demo/", "assets/fonts/", "assets/posters/", "assets/report/")
CLOUD_FOLDERS += ("assets/studies/", "assets/theme/", "LICENSE", "assets/README.md")
OF_THIS_MACHINE = re.compile(r"^(address|serverAddress|allowedOrigins) = .*\n", re.MULTILINE)


def write_space(folder: Path, wheel: Path) -> None:
    """Write a Space: the container, the wheel and the locks that it is made of, and a README with front matter."""
    for lock in (TORCH, DEMO):
        _copy(lock, folder / "locks" / lock.name)
    _copy(wheel, folder / "dist" / wheel.name)
    recipe = (RECIPES / "Dockerfile").read_text(encoding="utf-8")
    start = recipe.rindex("ENTRYPOINT")
    (folder / "Dockerfile").write_text(recipe[:start] + SPACE_START, encoding="utf-8")
    front = (RECIPES / "space.yml").read_text(encoding="utf-8")
    text = (
        f"---\n{front}---\n\nRecommendations of films, and their reasons: {wheel.name}. The first start downloads "
        "MovieLens 100K and trains, which takes some minutes.\n"
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
    (folder / ".gitattributes").write_text("*.whl filter=lfs diff=lfs merge=lfs -text\n", encoding="utf-8")


def write_cloud(folder: Path) -> None:
    """Write an app for Streamlit's Community Cloud: the source, its entry, and requirements with hashes.

    Its Python has to be 3.11, which is chosen where the app is made: the wheel of torch is for that.
    """
    for name in git("ls-files", "-z", "--", *CLOUD_FOLDERS).split("\0"):
        if name:
            _copy(ROOT / name, folder / name)
    _copy(RECIPES / "streamlit_app.py", folder / "streamlit_app.py")
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(OF_THIS_MACHINE.sub("", settings), encoding="utf-8")
    version = read_lock(TORCH.read_text(encoding="utf-8"))["torch"].version
    torch = TORCH_WHEEL.format(version=version, digest=TORCH_WITHOUT_CUDA[version][0])
    demo = DEMO.read_text(encoding="utf-8")
    (folder / "requirements.txt").write_text(torch + demo, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def main() -> None:
    """Write both into ``build/``, anew."""
    wheels = list((ROOT / "dist").glob("*.whl"))
    if len(wheels) != 1:
        sys.exit("dist/ has no wheel, or several; run `make release` first")
    for name in (SPACE, CLOUD):
        folder = ROOT / "build" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if name == SPACE:
            write_space(folder, wheels[0])
        else:
            write_cloud(folder)
        print(f"{folder.relative_to(ROOT)}: {sum(path.is_file() for path in folder.rglob('*'))} files")


if __name__ == "__main__":
    main()
