"""Answers questions, one JSON line each, with Python's own packaging. The first line out is its version."""

import json
import re
import sys

import packaging
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.metadata import parse_email
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import (
    InvalidName,
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version

# Narrower here on purpose: what is no plain, linkable file name, and a wheel whose name part is no valid project name.
PLAIN = re.compile(r"[!-~]+", re.ASCII)
NEVER = set("/\\\"'<>&%?#")


def name(text):
    return canonicalize_name(text, validate=True)


def version(text):
    v = Version(text)
    return [str(v), v.is_prerelease, v.is_postrelease, v.is_devrelease, v.local, v.public]


def compare(one, other):
    a, b = Version(one), Version(other)
    return [(a > b) - (a < b), a == b]


def specifier(text):
    return str(SpecifierSet(text))


def same(one, other):
    return SpecifierSet(one) == SpecifierSet(other)


def contains(spec, item):
    return SpecifierSet(spec).contains(item)


def contains_version(spec, item):
    specifiers, v = SpecifierSet(spec), Version(item)
    return [specifiers.contains(v), specifiers.contains(v, prereleases=False)]


def filtered(spec, *items):
    return [str(v) for v in SpecifierSet(spec).filter([Version(i) for i in items])]


def plain(filename):
    if not PLAIN.fullmatch(filename) or NEVER & set(filename):
        raise InvalidName(filename)


def wheel(filename):
    plain(filename)
    project, v, build, tags = parse_wheel_filename(filename)
    canonicalize_name(filename.split("-")[0], validate=True)
    return [project, str(v), "".join(map(str, build)), sorted(str(t) for t in tags)]


def sdist(filename):
    plain(filename)
    project, v = parse_sdist_filename(filename)
    canonicalize_name(project, validate=True)
    return [project, str(v)]


def metadata(text):
    raw, unparsed = parse_email(text.encode())
    return [
        raw.get("name"),
        raw.get("version"),
        raw.get("summary"),
        raw.get("description"),
        raw.get("requires_python"),
        raw.get("keywords", []),
        raw.get("requires_dist", []),
        raw.get("classifiers", []),
        raw.get("license"),
    ]


def requirement(text):
    r = Requirement(text)
    return [r.name, sorted(r.extras), r.url, str(r.specifier), r.marker is not None]


def license(text):
    return canonicalize_license_expression(text)


ANSWERS = {
    f.__name__: f
    for f in (name, version, compare, specifier, same, contains, contains_version, filtered, wheel, sdist, metadata, requirement, license)
}
REFUSALS = (
    InvalidName,
    InvalidVersion,
    InvalidSpecifier,
    InvalidWheelFilename,
    InvalidSdistFilename,
    InvalidRequirement,
    InvalidLicenseExpression,
)

print(json.dumps(packaging.__version__))
for line in sys.stdin:
    kind, *arguments = json.loads(line)
    try:
        print(json.dumps(ANSWERS[kind](*arguments)))
    except REFUSALS:
        print("null")
