"""One job description as quads, in the named graph of its version."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from ajgraph.description import Competency, JobDescription, Requirements, Text
from ajgraph.directory import Directory
from ajgraph.graph.writer import GraphWriter
from ajgraph.placement import PlacedDescription
from ajgraph.reading import preferences
from ajgraph.vocabulary import AJ, CCCEV, CEFR, DCTERMS, EDU, LANGUAGES, PROV, RDFS, SKOS


def description_quads(placed: PlacedDescription, directory: Directory) -> set[Quad]:
    """Return the quads of a description; its IRI names the graph too."""
    iri, description, post, document = placed.iri, placed.description, placed.post, placed.document
    writer = GraphWriter(iri, directory.iris)
    source = description.source
    writer.post(directory, post)
    writer.link(post.iri, AJ.describedBy, iri)
    writer.kind(iri, AJ.JobDescription, PROV.Entity)
    writer.link(iri, AJ.describes, post.iri)
    writer.words(iri, SKOS.prefLabel, f"Ametijuhend: {description.label}")
    writer.link(iri, PROV.wasDerivedFrom, document)
    writer.kind(document, AJ.SourceDocument)
    writer.file(document, source.path, source.sha256, source.media_type)
    writer.signatures(document, source.signatures)
    writer.value(iri, AJ.firstLine, source.first_line)
    writer.value(iri, AJ.lastLine, source.last_line)
    _header(writer, iri, description)
    _approval(writer, iri, description, directory.chain(post.unit)[-1].iri)
    for claim in placed.claims:
        writer.claim(claim)
        writer.link(iri, AJ.hasClaim, claim.iri)
    _duties(writer, iri, description)
    _texts(writer, iri, "right", AJ.hasRight, AJ.Right, description.rights)
    _texts(
        writer, iri, "responsibility", AJ.hasResponsibility, AJ.Responsibility, description.responsibilities
    )
    _requirements(writer, iri, description.requirements)
    for position, competency in enumerate(description.competencies, start=1):
        _competency(writer, iri, position, competency)
    for position, problem in enumerate(description.problems, start=1):
        node = f"{iri}#problem-{position}"
        writer.link(iri, AJ.hasProblem, node)
        writer.kind(node, AJ.Problem)
        writer.value(node, AJ.line, problem.line)
        writer.both(node, RDFS.comment, problem.message)
    return writer.quads


def _header(writer: GraphWriter, iri: str, description: JobDescription) -> None:
    for text, words, line in (
        (description.purpose, DCTERMS.description, AJ.purposeLine),
        (description.review, AJ.review, AJ.reviewLine),
        (description.working_time, AJ.workingTimeMark, AJ.workingTimeLine),
    ):
        if text:
            writer.words(iri, words, text.value)
            writer.value(iri, line, text.line)
    writer.value(iri, AJ.reviewMonths, description.review_months)
    writer.value(iri, AJ.reviewDue, description.review_due)
    if description.civil_service_group:
        writer.value(iri, AJ.civilServiceGroup, description.civil_service_group.value)


def _approval(writer: GraphWriter, iri: str, description: JobDescription, organisation: str) -> None:
    approval = description.approval
    writer.value(iri, DCTERMS.issued, approval.date)
    writer.words(iri, AJ.approvedBy, approval.by)
    writer.value(iri, AJ.signer, approval.signer)
    writer.value(iri, AJ.approvalLine, approval.line)
    validity = description.validity
    writer.value(iri, AJ.inForceFrom, validity.in_force_from)
    writer.value(iri, AJ.appliedFrom, validity.applied_from)
    writer.value(iri, AJ.validityLine, validity.line)
    act = iri
    if approval.order:
        date = approval.date.isoformat() if approval.date else "undated"
        act = order = writer.iris.order(organisation, date, approval.order)
        writer.link(iri, AJ.order, order)
        writer.kind(order, AJ.Order, PROV.Entity)
        writer.value(order, DCTERMS.identifier, approval.order)
        writer.value(order, DCTERMS.issued, approval.date)
    for repealed in validity.repeals:
        writer.words(act, AJ.repeals, repealed.value)


def _duties(writer: GraphWriter, iri: str, description: JobDescription) -> None:
    for position, duty in enumerate(description.duties, start=1):
        node = f"{iri}#duty-{position}"
        writer.link(iri, AJ.hasDuty, node)
        writer.kind(node, AJ.Duty)
        writer.value(node, AJ.position, position)
        writer.value(node, AJ.number, duty.number)
        writer.statement(node, duty.text)
        _texts(writer, node, "outcome", AJ.hasOutcome, AJ.Outcome, duty.outcomes)


def _texts(
    writer: GraphWriter, subject: str, name: str, predicate: str, kind: str, texts: Sequence[Text]
) -> None:
    joint = "-" if "#" in subject else "#"
    for position, text in enumerate(texts, start=1):
        node = f"{subject}{joint}{name}-{position}"
        writer.link(subject, predicate, node)
        writer.kind(node, kind)
        writer.value(node, AJ.position, position)
        writer.statement(node, text)


def _requirements(writer: GraphWriter, iri: str, requirements: Requirements) -> None:
    def criterion(name: str, kind: str, text: Text, *, required: bool) -> str:
        node = f"{iri}#{name}"
        writer.link(iri, AJ.hasRequirement, node)
        writer.kind(node, CCCEV.Criterion, kind)
        writer.statement(node, text)
        writer.value(node, AJ.required, required)
        return node

    if education := requirements.education:
        required = education.level is not None or not preferences.is_all(education.text.value)
        node = criterion("education", AJ.EducationRequirement, education.text, required=required)
        if education.level:
            writer.link(node, AJ.educationLevel, EDU[education.level])
    for position, experience in enumerate(requirements.experience, start=1):
        node = criterion(
            f"experience-{position}", AJ.ExperienceRequirement, experience.text, required=experience.required
        )
        writer.value(node, AJ.years, experience.years)
        writer.value(node, AJ.experienceKind, experience.kind)
    for position, skill in enumerate(requirements.languages, start=1):
        node = criterion(
            f"language-{position}",
            AJ.LanguageRequirement,
            Text(skill.text, skill.line),
            required=skill.required,
        )
        writer.link(node, AJ.language, LANGUAGES[skill.language])
        if skill.level:
            writer.link(node, AJ.languageLevel, CEFR[skill.level])
        writer.value(node, AJ.alternativeGroup, skill.group)
    if requirements.computer:
        criterion("computer", AJ.ComputerSkillRequirement, requirements.computer, required=True)


def _competency(writer: GraphWriter, iri: str, position: int, competency: Competency) -> None:
    node, concept = f"{iri}#competency-{position}", writer.iris.competency(competency.name.value)
    writer.link(iri, AJ.hasCompetency, node)
    writer.kind(node, CCCEV.Criterion, AJ.CompetencyRequirement)
    writer.statement(node, competency.name)
    writer.value(node, AJ.position, position)
    writer.value(node, AJ.competencyKind, competency.kind)
    writer.link(node, AJ.competency, concept)
    writer.kind(concept, AJ.Competency, SKOS.Concept)
    writer.words(concept, SKOS.prefLabel, competency.name.value)
    for text in competency.indicators:
        indicator = writer.iris.indicator(text.value)
        writer.link(node, AJ.hasIndicator, indicator)
        writer.kind(indicator, AJ.BehaviourIndicator, SKOS.Concept)
        writer.words(indicator, SKOS.prefLabel, text.value)
        writer.link(indicator, SKOS.broader, concept)
