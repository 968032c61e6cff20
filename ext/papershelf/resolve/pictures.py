"""Pictures of other hosts as links: in books always, where Sphinx would fetch them; in pages where conf.py says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_BOOKS = frozenset({"latex", "epub"})


class LinkRemoteImages(SphinxPostTransform):
    """Show links to images that are elsewhere: a build reads no address."""

    default_priority = 50  # Sphinx fetches at 100

    def run(self, **kwargs: Any) -> None:
        """Replace the images."""
        builder = self.env._app.builder
        if self.config.papershelf_remote_images and not _BOOKS & {builder.name, builder.format}:
            return
        for image in list(self.document.findall(nodes.image)):
            uri = image["uri"]
            if "://" in uri or uri.startswith("//"):
                image.replace_self(_link(image, uri))


def _link(image: nodes.image, uri: str) -> nodes.Element:
    """What stands for a picture: a link with its words; the words alone inside of another link."""
    words = image.get("alt") or uri
    parent = image.parent
    if isinstance(parent, nodes.reference):
        return nodes.inline("", words)
    link = nodes.reference("", words, refuri=uri)
    return link if isinstance(parent, nodes.TextElement) else nodes.paragraph("", "", link)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(LinkRemoteImages)
