"""`dateline model fetch` and `dateline model status`: the sentence model."""

from typing import Annotated

import typer

from bot.commands.options import ConfigFile, Data, Verbose, failure, settings_of


def fetch(
    *,
    address: Annotated[
        str | None,
        typer.Option("--from", metavar="URL", help="A folder on the web that holds the same two files."),
    ] = None,
) -> None:
    """Download the sentence model.

    135 MB, once, into the user's cache folder. The files are checked against the checksums that this
    version knows; what is there already is not downloaded again.
    """
    from bot import fetching, opening
    from bot.config import fetched_model

    folder = fetched_model()
    try:
        with opening.progress("Downloading") as progress:
            fetching.fetch(fetching.MODEL, address or fetching.ADDRESS, folder, progress)
    except fetching.FetchError as error:
        raise failure(str(error)) from None
    typer.echo(f"The sentence model is in {folder}")


def status(*, config: ConfigFile = None, data: Data = None, verbose: Verbose = False) -> None:
    """Say which sentence model is used.

    Its folder and who named it, its name (a hash of its files), and how many vectors are kept of it;
    the exit code is 1 when it cannot be used.
    """
    from bot import opening
    from knowledge.semantic import ModelError, SentenceModel, Vectors

    settings, folder = settings_of(config, data, verbose=verbose)
    named = settings.model_folder()
    if named is None:
        typer.echo("No sentence model is used; `dateline model fetch` downloads one.")
        return
    try:
        model = SentenceModel.open(named.path)
    except ModelError as error:
        raise failure(f"the sentence model (named by {named.named_by}) cannot be used: {error}") from None
    vectors = Vectors(folder / opening.VECTORS_FILE)
    typer.echo(f"{named.path} (named by {named.named_by})")
    typer.echo(f"name {model.name}, {model.dimensions} dimensions")
    typer.echo(f"{vectors.count(model.name)} vectors kept in {vectors.file}")
