package web

import "motcua/identity"

// feedbackSize holds the files of one feedback.
const feedbackSize = 60 << 20

// feedbackRoutes is the part of the table for what people say of the office.
func feedbackRoutes() []Route {
	staff := []identity.Role{identity.Reception, identity.Specialist, identity.Head, identity.Director, identity.Office}
	takers := []identity.Role{identity.Reception, identity.Director, identity.Office}
	list := []Route{
		{name: "rate", method: "GET", pattern: "/tra-cuu/{code}/danh-gia", handler: (*Web).rateForm},
		{name: "rate.post", method: "POST", pattern: "/tra-cuu/{code}/danh-gia", handler: (*Web).rate},
		{name: "rate.more", method: "POST", pattern: "/tra-cuu/{code}/danh-gia/them", handler: (*Web).rateMore},

		{name: "feedbacks", method: "GET", pattern: "/phan-anh", handler: (*Web).feedbacks},
		{name: "feedback.form", method: "GET", pattern: "/phan-anh/gui", handler: (*Web).feedbackForm},
		{name: "feedback.send", method: "POST", pattern: "/phan-anh/gui", handler: (*Web).sendFeedback, most: feedbackSize},
		{name: "feedback.elsewhere", method: "GET", pattern: "/phan-anh/khieu-nai", handler: (*Web).feedbackElsewhere},
		{name: "feedback.track", method: "GET", pattern: "/phan-anh/theo-doi", handler: (*Web).feedbackTrackForm},
		{name: "feedback.track.post", method: "POST", pattern: "/phan-anh/theo-doi", handler: (*Web).feedbackLookUp},
		{name: "feedback.opened", method: "GET", pattern: "/p/{code}/{key}", handler: (*Web).feedbackOpened},
		{name: "feedback", method: "GET", pattern: "/phan-anh/{code}", handler: (*Web).feedback},
		{name: "feedback.say", method: "POST", pattern: "/phan-anh/{code}/them", handler: (*Web).sayMore, most: feedbackSize},
		{name: "feedback.judge", method: "POST", pattern: "/phan-anh/{code}/danh-gia", handler: (*Web).judgeAnswer},
		{name: "feedback.file", method: "GET", pattern: "/phan-anh/{code}/tep/{id}", handler: (*Web).ownFeedbackFile},

		{name: "feedback.queue", method: "GET", pattern: "/can-bo/phan-anh", handler: (*Web).feedbackQueue, who: staff},
		{name: "feedback.enter", method: "GET", pattern: "/can-bo/phan-anh/nhap", handler: (*Web).enterForm, who: takers},
		{name: "feedback.enter.post", method: "POST", pattern: "/can-bo/phan-anh/nhap", handler: (*Web).enterFeedback, who: takers, most: feedbackSize},
		{name: "feedback.mail", method: "POST", pattern: "/can-bo/phan-anh/thu", handler: (*Web).takeMail, who: takers, most: feedbackSize},
		{name: "feedback.record", method: "GET", pattern: "/can-bo/phan-anh/{code}", handler: (*Web).feedbackRecord, who: staff},
		{name: "feedback.record.file", method: "GET", pattern: "/can-bo/phan-anh/{code}/tep/{id}", handler: (*Web).feedbackFile, who: staff},
		{name: "satisfaction", method: "GET", pattern: "/can-bo/hai-long", handler: (*Web).satisfaction, who: staffRoles},
	}
	for _, a := range feedbackActs() {
		pattern := "/can-bo/phan-anh/{code}/" + a.slug
		list = append(list,
			Route{name: "feedback.do." + string(a.deed), method: "GET", pattern: pattern, handler: showFeedbackAct(a.deed), who: staff},
			Route{name: "feedback.do." + string(a.deed) + ".post", method: "POST", pattern: pattern, handler: doFeedbackAct(a.deed), who: staff})
	}
	return list
}
