#include "ui/editors/zip/zipnodes.h"

#include "ui/widgets/timetext.h"

#include <QFileInfo>
#include <QHash>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool likelyText(const QString &name)
{
    static const QSet<QString> binary{u"png"_s,  u"jpg"_s,  u"jpeg"_s, u"gif"_s, u"webp"_s, u"ico"_s, u"pdf"_s,
                                      u"zip"_s,  u"gz"_s,   u"tgz"_s,  u"jar"_s, u"class"_s, u"so"_s,  u"node"_s,
                                      u"wasm"_s, u"woff"_s, u"woff2"_s, u"ttf"_s, u"exe"_s,  u"pyc"_s, u"bin"_s};
    return !binary.contains(QFileInfo(name).suffix().toLower());
}

ZipState stateOf(const ZipContents &contents, const QString &path, qsizetype entry)
{
    const qsizetype before = contents.server.find(path);
    if (before < 0)
        return ZipState::Added;
    if (entry < 0 || contents.edit.replaced.contains(entry))
        return ZipState::Changed;
    const zip::Entry &was = contents.server.entries().at(before);
    const zip::Entry &now = contents.archive.entries().at(entry);
    return was.crc == now.crc && was.size == now.size ? ZipState::Same : ZipState::Changed;
}

class Builder {
public:
    explicit Builder(const ZipContents &contents)
        : m_contents(contents)
        , m_root(std::make_shared<ZipNode>())
    {
        m_root->folder = true;
    }

    ZipRoot build()
    {
        for (qsizetype i = 0; i < m_contents.archive.entries().size(); ++i)
            addEntry(i);
        for (auto it = m_contents.edit.added.begin(); it != m_contents.edit.added.end(); ++it)
            addFile(it.key(), it->content.size(), -1, zip::Oddity::None);
        finish(m_root.get());
        return m_root;
    }

private:
    void addEntry(qsizetype i)
    {
        const zip::Entry &entry = m_contents.archive.entries().at(i);
        if (m_contents.edit.removed.contains(i))
            return;
        const QString path = m_contents.edit.renamed.value(i, entry.path);
        if (entry.folder && entry.oddity == zip::Oddity::None) {
            folder(path)->entry = i;
            return;
        }
        const auto edited = m_contents.edit.replaced.constFind(i);
        addFile(path, edited == m_contents.edit.replaced.constEnd() ? entry.size : edited->content.size(), i, entry.oddity);
    }

    void addFile(const QString &path, qint64 size, qsizetype entry, zip::Oddity oddity)
    {
        const qsizetype slash = oddity == zip::Oddity::None ? path.lastIndexOf(u'/') : -1;
        ZipNode *parent = slash < 0 ? m_root.get() : folder(path.first(slash));
        ZipNode *node = append(parent, path.mid(slash + 1), path);
        node->size = size;
        node->entry = entry;
        node->oddity = oddity;
        node->likelyText = likelyText(node->name);
        node->state = stateOf(m_contents, path, entry);
        for (ZipNode *above = parent; above; above = above->parent) {
            ++above->files;
            above->size += size;
            above->changed += node->state != ZipState::Same;
        }
    }

    ZipNode *folder(const QString &path)
    {
        if (path.isEmpty())
            return m_root.get();
        if (ZipNode *known = m_folders.value(path))
            return known;
        const qsizetype slash = path.lastIndexOf(u'/');
        ZipNode *node = append(slash < 0 ? m_root.get() : folder(path.first(slash)), path.mid(slash + 1), path);
        node->folder = true;
        m_folders.insert(path, node);
        return node;
    }

    static ZipNode *append(ZipNode *parent, const QString &name, const QString &path)
    {
        auto node = std::make_unique<ZipNode>();
        node->name = name;
        node->path = path;
        node->parent = parent;
        parent->children.push_back(std::move(node));
        return parent->children.back().get();
    }

    /// Folders first, each by name.
    static void finish(ZipNode *node)
    {
        std::sort(node->children.begin(), node->children.end(), [](const auto &a, const auto &b) {
            return a->folder != b->folder ? a->folder : a->name < b->name;
        });
        int row = 0;
        for (const auto &child : node->children) {
            child->row = row++;
            finish(child.get());
        }
    }

    const ZipContents &m_contents;
    std::shared_ptr<ZipNode> m_root;
    QHash<QString, ZipNode *> m_folders;
};

/// What tests and version control leave behind; a runtime never looks at it.
bool isNeedless(const QString &folder)
{
    static const QSet<QString> names{u"test"_s, u"tests"_s, u"__tests__"_s, u".git"_s, u".github"_s, u"coverage"_s,
                                     u"__pycache__"_s, u".pytest_cache"_s};
    return names.contains(folder);
}

} // namespace

QList<ZipFile> filesOf(const ZipContents &contents)
{
    QList<ZipFile> files;
    const auto &entries = contents.archive.entries();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (entries.at(i).folder || contents.edit.removed.contains(i))
            continue;
        const QString path = contents.edit.renamed.value(i, entries.at(i).path);
        const auto edited = contents.edit.replaced.constFind(i);
        const qint64 size = edited == contents.edit.replaced.constEnd() ? entries.at(i).size : edited->content.size();
        files.append({path, size, i, stateOf(contents, path, i)});
    }
    for (auto it = contents.edit.added.begin(); it != contents.edit.added.end(); ++it)
        files.append({it.key(), it->content.size(), -1, stateOf(contents, it.key(), -1)});
    return files;
}

ZipRoot zipTree(const ZipContents &contents)
{
    return Builder(contents).build();
}

ZipFacts zipFacts(const ZipContents &contents)
{
    ZipFacts facts;
    QHash<QString, qint64> places;
    QSet<QString> paths;
    for (const ZipFile &file : filesOf(contents)) {
        ++facts.files;
        facts.unpacked += file.size;
        paths.insert(file.path);
        if (file.state != ZipState::Same)
            (file.state == ZipState::Changed ? facts.changed : facts.added).append(file.path);
        const QString top = file.path.section(u'/', 0, 0);
        const bool inPackages = top == u"node_modules"_s || top == u"virtualenv"_s;
        places[inPackages ? file.path.section(u'/', 0, 1) : top] += file.size;
        if (top == file.path)
            facts.paths.append(top);
        else if (isNeedless(top) && (facts.needless.isEmpty() || facts.needless == top)) {
            facts.needless = top;
            ++facts.needlessFiles;
        }
        facts.odd += file.entry >= 0 && contents.archive.entries().at(file.entry).oddity != zip::Oddity::None;
    }
    for (const zip::Entry &entry : contents.server.entries())
        if (!entry.folder && !paths.contains(entry.path))
            facts.gone.append(entry.path);
    const auto largest = std::max_element(places.begin(), places.end());
    if (largest != places.end())
        facts.largest = largest.key() + u' ' + sizeText(*largest);
    facts.bomb = contents.archive.isBomb();
    return facts;
}

bool looksLikeText(const QByteArray &content)
{
    if (content.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(content);
    return !decoder.hasError();
}

QString languageOfFile(const QString &path)
{
    static const QHash<QString, QString> languages{
        {u"js"_s, u"javascript"_s}, {u"mjs"_s, u"javascript"_s},  {u"cjs"_s, u"javascript"_s}, {u"ts"_s, u"typescript"_s},
        {u"json"_s, u"json"_s},     {u"py"_s, u"python"_s},       {u"rb"_s, u"ruby"_s},        {u"java"_s, u"java"_s},
        {u"go"_s, u"go"_s},         {u"rs"_s, u"rust"_s},         {u"swift"_s, u"swift"_s},    {u"php"_s, u"php"_s},
        {u"yaml"_s, u"yaml"_s},     {u"yml"_s, u"yaml"_s},        {u"sh"_s, u"bash"_s}};
    return languages.value(QFileInfo(path).suffix().toLower(), path == u"exec"_s ? u"bash"_s : u"text"_s);
}
